-- Accounts: sums over ended attempts, by hour and series; hours of old days are added up to the first of the day.
-- What attempts are counted by, but for the time.
CREATE TABLE accounting_series (
    id             BIGINT NOT NULL PRIMARY KEY,
    site           TEXT   NOT NULL,
    campaign       TEXT   NOT NULL,
    transformation TEXT   NOT NULL,
    owner          TEXT   NOT NULL,
    cause          TEXT   NOT NULL   -- empty for accepted attempts
);

-- Written in the transaction of the event that ends the attempt, so that a crash neither loses nor doubles one.
CREATE TABLE accounting (
    hour              BIGINT NOT NULL,  -- whole hours since 1970-01-01, UTC
    series_id         BIGINT NOT NULL REFERENCES accounting_series (id),
    accepted          BIGINT NOT NULL,
    failed            BIGINT NOT NULL,
    lost              BIGINT NOT NULL,
    killed            BIGINT NOT NULL,
    cpu_ms            BIGINT NOT NULL,
    normalised_cpu_ms BIGINT NOT NULL,
    wall_ms           BIGINT NOT NULL,
    wasted_wall_ms    BIGINT NOT NULL,
    bytes_read        BIGINT NOT NULL,
    bytes_written     BIGINT NOT NULL,
    PRIMARY KEY (hour, series_id)
);

-- What else an attempt used (see the accounts).
ALTER TABLE attempt ADD COLUMN cpu_factor DOUBLE PRECISION NOT NULL DEFAULT 1;  -- speed of the node, 1 for the reference node
ALTER TABLE attempt ADD COLUMN bytes_read BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN bytes_written BIGINT NOT NULL DEFAULT 0;
