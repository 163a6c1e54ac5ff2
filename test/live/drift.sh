#!/usr/bin/env bash
# Changes the sound three-tier stack behind its code's back: six times so that an invariant breaks, and four times harmlessly.
set -euo pipefail
AWS=${AWS:-aws${AWS_ENDPOINT_URL:+ --endpoint-url $AWS_ENDPOINT_URL}}
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1} AWS_PAGER=""
named() { $AWS ec2 "describe-$1" --filters "Name=tag:Name,Values=$2" --query "$3" --output text; }
VPC=$(named vpcs ha-web 'Vpcs[0].VpcId')

# What breaks.
$AWS rds modify-db-instance --db-instance-identifier ha-web-db --no-multi-az --apply-immediately >/dev/null
$AWS rds modify-db-instance --db-instance-identifier ha-web-db --no-deletion-protection --apply-immediately >/dev/null
NAT_A=$($AWS ec2 describe-nat-gateways --filter Name=tag:Name,Values=nat-a --query 'NatGateways[0].NatGatewayId' --output text)
$AWS ec2 replace-route --route-table-id "$(named route-tables app-b 'RouteTables[0].RouteTableId')" --destination-cidr-block 0.0.0.0/0 --nat-gateway-id "$NAT_A"
APP_SG=$(named security-groups ha-app-sg 'SecurityGroups[0].GroupId')
$AWS ec2 authorize-security-group-ingress --group-id "$APP_SG" --protocol tcp --port 22 --cidr 0.0.0.0/0 >/dev/null
$AWS autoscaling update-auto-scaling-group --auto-scaling-group-name ha-web-asg --health-check-grace-period 30
ALB=$($AWS elbv2 describe-load-balancers --names ha-web-alb --query 'LoadBalancers[0].LoadBalancerArn' --output text)
$AWS elbv2 modify-load-balancer-attributes --load-balancer-arn "$ALB" --attributes Key=deletion_protection.enabled,Value=false >/dev/null

# What does not.
$AWS ec2 create-tags --resources "$VPC" --tags Key=CostCenter,Value=42
$AWS ec2 create-security-group --group-name unmanaged --description "made by hand" --vpc-id "$VPC" >/dev/null
$AWS autoscaling set-desired-capacity --auto-scaling-group-name ha-web-asg --desired-capacity 3
OLD=$($AWS autoscaling describe-auto-scaling-groups --auto-scaling-group-names ha-web-asg --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)
$AWS autoscaling terminate-instance-in-auto-scaling-group --instance-id "$OLD" --no-should-decrement-desired-capacity >/dev/null
for i in $($AWS ec2 describe-instances --filters Name=tag:aws:autoscaling:groupName,Values=ha-web-asg --query 'Reservations[].Instances[?MetadataOptions.HttpTokens!=`required`].InstanceId' --output text); do
  $AWS ec2 modify-instance-metadata-options --instance-id "$i" --http-tokens required >/dev/null; done   # as three-tier.sh does
