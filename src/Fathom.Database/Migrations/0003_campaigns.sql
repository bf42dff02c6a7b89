-- Campaigns fed by dataset queries, their operations, closure, and the log of what operators do.

ALTER TABLE campaign ADD COLUMN owner TEXT NOT NULL DEFAULT 'production';   -- whose share it uses
ALTER TABLE campaign ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;        -- higher comes first, whatever the shares
ALTER TABLE campaign ADD COLUMN share REAL NOT NULL DEFAULT 1;              -- weight against the owner's other campaigns
ALTER TABLE campaign ADD COLUMN keep_up INTEGER NOT NULL DEFAULT 0;         -- 1: it never ends by itself, new files may come
ALTER TABLE campaign ADD COLUMN scouts TEXT;                                -- JSON of the policy, NULL for none
ALTER TABLE campaign ADD COLUMN scout_state TEXT NOT NULL DEFAULT 'None';   -- None, Running, Passed, Failed, Overruled
ALTER TABLE campaign ADD COLUMN scout_findings TEXT NOT NULL DEFAULT '[]';  -- JSON array of texts
ALTER TABLE campaign ADD COLUMN expiry TEXT NOT NULL DEFAULT '{}';          -- JSON object: tier of intermediates → days
ALTER TABLE transformation ADD COLUMN grouping TEXT NOT NULL DEFAULT 'file';

-- What feeds a transformation: any number of queries.
CREATE TABLE transformation_dataset (
    id                INTEGER PRIMARY KEY,
    transformation_id INTEGER NOT NULL REFERENCES transformation (id),
    query             TEXT    NOT NULL,           -- pinned
    seen_file         INTEGER NOT NULL DEFAULT 0, -- files up to this id were looked at
    actor             TEXT    NOT NULL,
    added_utc         TEXT    NOT NULL
);
CREATE INDEX transformation_dataset_of ON transformation_dataset (transformation_id, id);

-- Transformations of older workspaces: the first took RAW files of a good run list, the others what their campaign made.
INSERT INTO transformation_dataset (transformation_id, query, actor, added_utc)
SELECT t.id, 'tier = ' || t.input_tier || ' and campaign = ' || c.name, 'server', c.created_utc
FROM transformation t JOIN campaign c ON c.id = t.campaign_id WHERE t.ordinal > 0 ORDER BY t.id;
INSERT INTO transformation_dataset (transformation_id, query, actor, added_utc)
SELECT t.id, 'tier = ' || t.input_tier || ' and campaign = none and grl = ' || l.name || '@' || CAST(l.version AS TEXT), 'server', c.created_utc
FROM transformation t JOIN campaign c ON c.id = t.campaign_id JOIN good_run_list l ON l.id = c.grl_id WHERE t.ordinal = 0 ORDER BY t.id;

-- Inputs that a person leaves out of a campaign.
CREATE TABLE waiver (
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    file_id     INTEGER NOT NULL REFERENCES file (id),
    reason      TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    utc         TEXT    NOT NULL,
    PRIMARY KEY (campaign_id, file_id)
);

-- Certificates of closure; a later one does not replace an earlier one.
CREATE TABLE certificate (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    whole       INTEGER NOT NULL,       -- 1: nothing stands open
    sha256      TEXT    NOT NULL,       -- of the body
    body        TEXT    NOT NULL,       -- JSON
    utc         TEXT    NOT NULL
);
CREATE INDEX certificate_of ON certificate (campaign_id, id);

-- Archived campaigns: their events and their last state under one hash.
CREATE TABLE campaign_seal (
    campaign_id   INTEGER NOT NULL PRIMARY KEY REFERENCES campaign (id),
    first_event   INTEGER NOT NULL,
    last_event    INTEGER NOT NULL,
    events        INTEGER NOT NULL,     -- how many of them are the campaign's
    events_sha256 TEXT    NOT NULL,
    snapshot      TEXT    NOT NULL,     -- JSON
    sha256        TEXT    NOT NULL,     -- over range, hash of the events and snapshot
    utc           TEXT    NOT NULL
);

-- Sites that are banned. One without a row is in use.
CREATE TABLE site (
    name   TEXT NOT NULL PRIMARY KEY,
    banned TEXT                         -- the reason, NULL where not banned
);

-- Limits and shares that an operator set. What has no row has no limit and share 1.
CREATE TABLE dispatch_limit (
    kind         TEXT NOT NULL,         -- Site, User, Campaign, Element
    name         TEXT NOT NULL,
    most_running INTEGER,               -- NULL: no limit
    share        REAL,                  -- users alone; NULL: 1
    PRIMARY KEY (kind, name)
);

-- Every operator's action, and what bulk actions touch, so that they go on after a kill and can be taken back.
CREATE TABLE operator_action (
    id      INTEGER PRIMARY KEY,
    kind    TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    actor   TEXT    NOT NULL,
    utc     TEXT    NOT NULL,
    state   TEXT    NOT NULL,           -- Preparing, Running, Done, Undone
    items   INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    done    INTEGER NOT NULL DEFAULT 0, -- items up to this ordinal are settled
    body    TEXT    NOT NULL DEFAULT '{}'
);
CREATE INDEX operator_action_state ON operator_action (state, id);
CREATE TABLE operator_action_item (
    action_id  INTEGER NOT NULL REFERENCES operator_action (id),
    ordinal    INTEGER NOT NULL,        -- from 1, without gaps
    subject_id INTEGER NOT NULL,        -- job or file
    outcome    TEXT    NOT NULL DEFAULT '',  -- empty until settled: Changed, or why not
    PRIMARY KEY (action_id, ordinal)
);
