import rule from '../../../rules/elasticache/subnet-group-multi-az.ts';
import { subnetGroupCases } from '../../kit/subnet-group-cases.ts';
import { ruleCases } from '../../kit/rule-cases.ts';

ruleCases(rule, subnetGroupCases('elasticache.subnet-group'));
