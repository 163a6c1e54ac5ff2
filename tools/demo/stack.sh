#!/usr/bin/env bash
# Builds the demo account on the endpoint the AWS CLI points at (an emulator): a web shop that grew by hand, and a younger back office.
# What is wrong here is wrong on purpose; each fault is named beside it. tools/demo/corrections.ts adds what an emulator cannot say.
# Usage: AWS_ENDPOINT_URL=http://127.0.0.1:5555 tools/demo/stack.sh
set -euo pipefail
export AWS_DEFAULT_REGION=eu-west-1 AWS_REGION=eu-west-1 AWS_PAGER=""
R=$AWS_DEFAULT_REGION
AWS="aws --endpoint-url $AWS_ENDPOINT_URL --output text"
STACK=""
tags() { echo "Key=Name,Value=$1 Key=Stack,Value=$STACK Key=Env,Value=prod"; }
spec() { echo "ResourceType=$1,Tags=[{Key=Name,Value=$2},{Key=Stack,Value=$STACK},{Key=Env,Value=prod}]"; }

vpc() { $AWS ec2 create-vpc --cidr-block "$2" --tag-specifications "$(spec vpc "$1")" --query Vpc.VpcId; }
subnet() { $AWS ec2 create-subnet --vpc-id "$1" --cidr-block "$3" --availability-zone "$R$4" --tag-specifications "$(spec subnet "$2")" --query Subnet.SubnetId; }
gateway() { local id; id=$($AWS ec2 create-internet-gateway --tag-specifications "$(spec internet-gateway "$2")" --query InternetGateway.InternetGatewayId)
  $AWS ec2 attach-internet-gateway --vpc-id "$1" --internet-gateway-id "$id" >/dev/null; echo "$id"; }
nat() { local eip; eip=$($AWS ec2 allocate-address --domain vpc --tag-specifications "$(spec elastic-ip "$2")" --query AllocationId)
  $AWS ec2 create-nat-gateway --subnet-id "$1" --allocation-id "$eip" --tag-specifications "$(spec natgateway "$2")" --query NatGateway.NatGatewayId; }
# table VPC NAME TARGET SUBNET…: TARGET is a gateway id, or - for a table without a way out.
table() { local id target=$3; id=$($AWS ec2 create-route-table --vpc-id "$1" --tag-specifications "$(spec route-table "$2")" --query RouteTable.RouteTableId); shift 3
  case $target in
    igw-*) $AWS ec2 create-route --route-table-id "$id" --destination-cidr-block 0.0.0.0/0 --gateway-id "$target" >/dev/null ;;
    nat-*) $AWS ec2 create-route --route-table-id "$id" --destination-cidr-block 0.0.0.0/0 --nat-gateway-id "$target" >/dev/null ;;
  esac
  for s in "$@"; do $AWS ec2 associate-route-table --route-table-id "$id" --subnet-id "$s" >/dev/null; done; }
group() { $AWS ec2 create-security-group --vpc-id "$1" --group-name "$2" --description "$3" --tag-specifications "$(spec security-group "$2")" --query GroupId; }
from_group() { $AWS ec2 authorize-security-group-ingress --group-id "$1" --ip-permissions \
  "IpProtocol=tcp,FromPort=$2,ToPort=$2,UserIdGroupPairs=[{GroupId=$3,Description='$4'}]" >/dev/null; }
from_block() { $AWS ec2 authorize-security-group-ingress --group-id "$1" --ip-permissions \
  "IpProtocol=tcp,FromPort=$2,ToPort=$2,IpRanges=[{CidrIp=$3,Description='$4'}]" >/dev/null; }
# version NAME GROUP TYPE TOKENS: template data, the root volume encrypted.
version() { echo "{\"ImageId\":\"$AMI\",\"InstanceType\":\"$2\",\"SecurityGroupIds\":[\"$1\"],\"MetadataOptions\":{\"HttpTokens\":\"$3\",\"HttpEndpoint\":\"enabled\"},
  \"BlockDeviceMappings\":[{\"DeviceName\":\"$ROOT\",\"Ebs\":{\"VolumeSize\":30,\"VolumeType\":\"gp3\",\"Encrypted\":true,\"DeleteOnTermination\":true}}]}"; }
target_group() { $AWS elbv2 create-target-group --name "$1" --protocol HTTP --port 8080 --vpc-id "$2" --target-type instance --health-check-path /healthz \
  --health-check-interval-seconds 10 --health-check-timeout-seconds 5 --healthy-threshold-count 2 --unhealthy-threshold-count 3 \
  --tags $(tags "$1") --query 'TargetGroups[0].TargetGroupArn'; }
https() { $AWS elbv2 create-listener --load-balancer-arn "$1" --protocol HTTPS --port 443 --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06 \
  --certificates "CertificateArn=$3" --default-actions "Type=forward,TargetGroupArn=$2" >/dev/null; }
read -r AMI ROOT <<<"$($AWS ec2 describe-images --owners amazon --query 'Images[0].[ImageId,RootDeviceName]')"

## The web shop: four years old, two zones.
STACK=shop-web
V=$(vpc shop 10.20.0.0/16); IGW=$(gateway "$V" shop)
PUB_A=$(subnet "$V" shop-public-a 10.20.0.0/24 a);  PUB_B=$(subnet "$V" shop-public-b 10.20.1.0/24 b)
APP_A=$(subnet "$V" shop-app-a 10.20.10.0/24 a);    APP_B=$(subnet "$V" shop-app-b 10.20.11.0/24 b)
DAT_A=$(subnet "$V" shop-data-a 10.20.20.0/24 a);   DAT_B=$(subnet "$V" shop-data-b 10.20.21.0/24 b)
NAT=$(nat "$PUB_A" shop-nat)
table "$V" shop-public "$IGW" "$PUB_A" "$PUB_B"
table "$V" shop-app-a "$NAT" "$APP_A"
table "$V" shop-app-b "$NAT" "$APP_B"   # fault: one NAT gateway, so zone b reaches the internet through zone a
table "$V" shop-data - "$DAT_A" "$DAT_B"
ALB_SG=$(group "$V" shop-alb "shop: load balancer"); WEB_SG=$(group "$V" shop-web "shop: web servers")
DB_SG=$(group "$V" shop-db "shop: PostgreSQL");      REDIS_SG=$(group "$V" shop-redis "shop: Redis")
from_block "$ALB_SG" 443 0.0.0.0/0 "customers"; from_block "$ALB_SG" 80 0.0.0.0/0 "redirect to HTTPS"
from_group "$WEB_SG" 8080 "$ALB_SG" "from the load balancer"
from_group "$DB_SG" 5432 "$WEB_SG" "from the web servers"
from_block "$DB_SG" 5432 10.20.0.0/16 "temporary - reporting import"   # fault: everything in the VPC may talk to the database
from_group "$REDIS_SG" 6379 "$WEB_SG" "from the web servers"
KEY=$($AWS kms create-key --description "shop data" --query KeyMetadata.Arn)
$AWS rds create-db-subnet-group --db-subnet-group-name shop-data --db-subnet-group-description "shop data" --subnet-ids "$DAT_A" "$DAT_B" --tags $(tags shop-data) >/dev/null
$AWS rds create-db-instance --db-instance-identifier shop-orders-db --engine postgres --engine-version 16.4 --db-instance-class db.r6g.large \
  --allocated-storage 200 --storage-type gp3 --master-username shop --master-user-password not-a-real-one --db-subnet-group-name shop-data \
  --vpc-security-group-ids "$DB_SG" --no-multi-az --availability-zone ${R}a --storage-encrypted --kms-key-id "$KEY" --deletion-protection \
  --backup-retention-period 14 --no-publicly-accessible --tags $(tags shop-orders-db) >/dev/null   # fault: a single zone; the replica is taken for a standby
$AWS rds create-db-instance-read-replica --db-instance-identifier shop-orders-db-replica --source-db-instance-identifier shop-orders-db \
  --db-instance-class db.r6g.large --availability-zone ${R}b --no-publicly-accessible --tags $(tags shop-orders-db-replica) >/dev/null
$AWS elasticache create-cache-subnet-group --cache-subnet-group-name shop-data --cache-subnet-group-description "shop data" --subnet-ids "$DAT_A" "$DAT_B" >/dev/null
$AWS elasticache create-replication-group --replication-group-id shop-sessions --replication-group-description "shopping carts and sessions" --engine redis \
  --cache-node-type cache.r7g.large --num-node-groups 1 --replicas-per-node-group 1 --no-automatic-failover-enabled --no-multi-az-enabled \
  --cache-subnet-group-name shop-data --security-group-ids "$REDIS_SG" --at-rest-encryption-enabled --transit-encryption-enabled --kms-key-id "$KEY" \
  --snapshot-retention-limit 7 --tags $(tags shop-sessions) >/dev/null   # fault: a replica that nobody promotes
LT=$($AWS ec2 create-launch-template --launch-template-name shop-web --launch-template-data "$(version "$WEB_SG" m6i.large required)" \
  --tag-specifications "$(spec launch-template shop-web)" --query LaunchTemplate.LaunchTemplateId)
for _ in 2 3 4 5 6 7; do $AWS ec2 create-launch-template-version --launch-template-id "$LT" --launch-template-data "$(version "$WEB_SG" m6i.large required)" >/dev/null; done
ALB=$($AWS elbv2 create-load-balancer --name shop-web --scheme internet-facing --type application --subnets "$PUB_A" "$PUB_B" --security-groups "$ALB_SG" \
  --tags $(tags shop-web) --query 'LoadBalancers[0].LoadBalancerArn')
TG=$(target_group shop-web "$V"); https "$ALB" "$TG" "$($AWS acm request-certificate --domain-name shop.example.com --query CertificateArn)"
$AWS elbv2 create-listener --load-balancer-arn "$ALB" --protocol HTTP --port 80 --default-actions 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}' >/dev/null
$AWS autoscaling create-auto-scaling-group --auto-scaling-group-name shop-web --launch-template "LaunchTemplateId=$LT,Version=\$Latest" \
  --min-size 2 --max-size 8 --desired-capacity 3 --target-group-arns "$TG" --health-check-type ELB --health-check-grace-period 60 \
  --vpc-zone-identifier "$APP_A,$APP_B" --tags Key=Stack,Value=$STACK,PropagateAtLaunch=true Key=Env,Value=prod,PropagateAtLaunch=true   # faults: $Latest; 60 s of grace for a slow boot
$AWS autoscaling put-scaling-policy --auto-scaling-group-name shop-web --policy-name cpu --policy-type TargetTrackingScaling \
  --target-tracking-configuration '{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":60.0}' >/dev/null
CRON=$($AWS ec2 run-instances --image-id "$AMI" --instance-type t3.medium --subnet-id "$APP_A" --security-group-ids "$WEB_SG" --count 1 \
  --tag-specifications "$(spec instance shop-cron)" --query 'Instances[0].InstanceId')   # fault: IMDSv1 on an instance nobody replaces
VOL=$($AWS ec2 create-volume --availability-zone ${R}a --size 100 --volume-type gp2 --tag-specifications "$(spec volume shop-cron-exports)" --query VolumeId)   # fault: unencrypted
$AWS ec2 attach-volume --volume-id "$VOL" --instance-id "$CRON" --device /dev/sdf >/dev/null

## The back office: last year's work, three zones.
STACK=backoffice
V=$(vpc backoffice 10.30.0.0/16); IGW=$(gateway "$V" backoffice)
declare -A PUB APP DAT NATS
n=0
for z in a b c; do
  PUB[$z]=$(subnet "$V" backoffice-public-$z 10.30.$n.0/24 $z); APP[$z]=$(subnet "$V" backoffice-app-$z 10.30.1$n.0/24 $z)
  DAT[$z]=$(subnet "$V" backoffice-data-$z 10.30.2$n.0/24 $z); NATS[$z]=$(nat "${PUB[$z]}" backoffice-nat-$z); n=$((n + 1))
done
table "$V" backoffice-public "$IGW" "${PUB[@]}"
for z in a b c; do
  table "$V" backoffice-app-$z "${NATS[$z]}" "${APP[$z]}"
  table "$V" backoffice-data-$z "${NATS[$z]}" "${DAT[$z]}"   # fault: copied from the app tier, way out included
done
LB_SG=$(group "$V" backoffice-lb "back office: internal load balancer"); API_SG=$(group "$V" backoffice-api "back office: API servers")
AURORA_SG=$(group "$V" backoffice-aurora "back office: Aurora")
from_block "$LB_SG" 443 10.40.0.0/16 "office network"
from_group "$API_SG" 8080 "$LB_SG" "from the load balancer"; from_group "$AURORA_SG" 5432 "$API_SG" "from the API servers"
$AWS rds create-db-subnet-group --db-subnet-group-name backoffice-data --db-subnet-group-description "back office data" --subnet-ids "${DAT[@]}" --tags $(tags backoffice-data) >/dev/null
$AWS rds create-db-cluster --db-cluster-identifier backoffice-aurora --engine aurora-postgresql --engine-version 16.4 --master-username office \
  --master-user-password not-a-real-one --db-subnet-group-name backoffice-data --vpc-security-group-ids "$AURORA_SG" --storage-encrypted --kms-key-id "$KEY" \
  --backup-retention-period 14 --deletion-protection --tags $(tags backoffice-aurora) >/dev/null
for z in a b; do
  $AWS rds create-db-instance --db-instance-identifier backoffice-aurora-$z --db-cluster-identifier backoffice-aurora --engine aurora-postgresql \
    --db-instance-class db.r6g.large --availability-zone $R$z --no-publicly-accessible --tags $(tags backoffice-aurora-$z) >/dev/null
done
LT=$($AWS ec2 create-launch-template --launch-template-name backoffice-api --launch-template-data "$(version "$API_SG" m7i.large required)" \
  --tag-specifications "$(spec launch-template backoffice-api)" --query LaunchTemplate.LaunchTemplateId)
for _ in 2 3 4; do $AWS ec2 create-launch-template-version --launch-template-id "$LT" --launch-template-data "$(version "$API_SG" m7i.large required)" >/dev/null; done
ALB=$($AWS elbv2 create-load-balancer --name backoffice --scheme internal --type application --subnets "${APP[@]}" --security-groups "$LB_SG" \
  --tags $(tags backoffice) --query 'LoadBalancers[0].LoadBalancerArn')
TG=$(target_group backoffice-api "$V"); https "$ALB" "$TG" "$($AWS acm request-certificate --domain-name backoffice.example.com --query CertificateArn)"
$AWS autoscaling create-auto-scaling-group --auto-scaling-group-name backoffice-api --launch-template "LaunchTemplateId=$LT,Version=4" \
  --min-size 3 --max-size 6 --desired-capacity 3 --target-group-arns "$TG" --health-check-type EC2 --health-check-grace-period 300 \
  --vpc-zone-identifier "${APP[a]},${APP[b]},${APP[c]}" --tags Key=Stack,Value=$STACK,PropagateAtLaunch=true Key=Env,Value=prod,PropagateAtLaunch=true   # fault: hung servers are never replaced
