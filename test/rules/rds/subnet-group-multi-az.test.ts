import rule from '../../../rules/rds/subnet-group-multi-az.ts';
import { subnetGroupCases } from '../../kit/subnet-group-cases.ts';
import { ruleCases } from '../../kit/rule-cases.ts';

ruleCases(rule, subnetGroupCases('rds.subnet-group'));
