-- Whether sums over a campaign's files still hold is told by how many of them became invalid: few, and counted here alone.
CREATE INDEX file_invalid ON file (campaign_id, tier) WHERE state <> 'Valid';
