#!/usr/bin/env bash
# One resource of every kind that the reference stack does without and the emulator offers, beside the stack in its VPC.
set -euo pipefail

aws() { command aws --output text "$@"; }
vpc=$(aws ec2 describe-vpcs --filters Name=tag:Name,Values=ha-web --query 'Vpcs[0].VpcId')
subnets=$(aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'Subnets[?contains(Tags[?Key==`Name`].Value|[0],`app`)].SubnetId')
# shellcheck disable=SC2206 # identifiers have no spaces
subnets=($subnets)
group=$(aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc" --query 'SecurityGroups[?contains(GroupName,`app`)].GroupId|[0]')
role='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}'

aws s3api create-bucket --bucket ha-web-flow-logs >/dev/null
aws ec2 create-flow-logs --resource-type VPC --resource-ids "$vpc" --traffic-type ALL --log-destination-type s3 \
  --log-destination arn:aws:s3:::ha-web-flow-logs >/dev/null
aws ec2 create-vpc-endpoint --vpc-id "$vpc" --service-name com.amazonaws.us-east-1.s3 >/dev/null
aws ec2 create-egress-only-internet-gateway --vpc-id "$vpc" >/dev/null
aws ec2 create-vpc-peering-connection --vpc-id "$vpc" --peer-vpc-id "$vpc" >/dev/null
aws ec2 create-managed-prefix-list --prefix-list-name offices --address-family IPv4 --max-entries 2 --entries Cidr=203.0.113.0/24 >/dev/null
aws elb create-load-balancer --load-balancer-name old --subnets "${subnets[0]}" \
  --listeners Protocol=HTTP,LoadBalancerPort=80,InstanceProtocol=HTTP,InstancePort=8080 >/dev/null

aws iam create-role --role-name web-task --assume-role-policy-document "$role" >/dev/null
aws iam put-role-policy --role-name web-task --policy-name read \
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::shop/*"}]}'
aws ecr create-repository --repository-name web >/dev/null
aws ecs create-cluster --cluster-name shop >/dev/null
aws ecs register-task-definition --family web --network-mode awsvpc --requires-compatibilities FARGATE --cpu 256 --memory 512 \
  --task-role-arn arn:aws:iam::123456789012:role/web-task \
  --container-definitions '[{"name":"web","image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1","essential":true}]' >/dev/null
aws ecs create-service --cluster shop --service-name web --task-definition web --desired-count 2 --launch-type FARGATE \
  --network-configuration "awsvpcConfiguration={subnets=[${subnets[0]},${subnets[1]}],securityGroups=[$group]}" >/dev/null
aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/shop/web \
  --scalable-dimension ecs:service:DesiredCount --min-capacity 2 --max-capacity 6 >/dev/null
aws application-autoscaling put-scaling-policy --service-namespace ecs --resource-id service/shop/web \
  --scalable-dimension ecs:service:DesiredCount --policy-name cpu --policy-type TargetTrackingScaling \
  --target-tracking-scaling-policy-configuration '{"TargetValue":60,"PredefinedMetricSpecification":{"PredefinedMetricType":"ECSServiceAverageCPUUtilization"}}' >/dev/null

aws autoscaling put-lifecycle-hook --auto-scaling-group-name ha-web-asg --lifecycle-hook-name drain \
  --lifecycle-transition autoscaling:EC2_INSTANCE_TERMINATING
aws autoscaling create-launch-configuration --launch-configuration-name old --image-id "$(aws ec2 describe-images --query 'Images[0].ImageId')" \
  --instance-type t3.micro
