-- The workspace's database. Times called *_utc are labels (ISO 8601, UTC); order comes from event.seq alone.

-- The server that may write. Checked inside every writing transaction (law 2).
CREATE TABLE server (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    epoch       INTEGER NOT NULL,
    started_utc TEXT NOT NULL
);
INSERT INTO server (id, epoch, started_utc) VALUES (1, 0, '1970-01-01T00:00:00Z');

-- The ledger: append only; every other state below is a fold of it (law 3).
CREATE TABLE event (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    utc        TEXT    NOT NULL,
    epoch      INTEGER NOT NULL,
    subject    TEXT    NOT NULL,      -- job, transfer, file, replica, transformation, campaign, pilot
    subject_id INTEGER NOT NULL,
    attempt    INTEGER,               -- number of the attempt, where the event belongs to one
    kind       TEXT    NOT NULL,      -- Created, Leased, Started, …: the events of the state machine
    actor      TEXT    NOT NULL,      -- server, pilot:<id>, user:<name>
    body       TEXT    NOT NULL       -- JSON
);
CREATE INDEX event_subject ON event (subject, subject_id, seq);

-- Mutating requests already answered (law 5).
CREATE TABLE request (
    id        TEXT PRIMARY KEY,
    body_hash TEXT NOT NULL,
    status    INTEGER NOT NULL,
    response  TEXT NOT NULL,
    utc       TEXT NOT NULL
);

CREATE TABLE run (
    number       INTEGER PRIMARY KEY,
    detector     TEXT    NOT NULL,
    start_utc    TEXT    NOT NULL,
    sections     INTEGER NOT NULL,
    livetime_ns  INTEGER NOT NULL,
    dead_time_ns INTEGER NOT NULL,
    bad_channels INTEGER NOT NULL,
    quality      TEXT    NOT NULL,    -- Good, Bad
    remark       TEXT    NOT NULL DEFAULT ''
);

CREATE TABLE good_run_list (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    text        TEXT    NOT NULL,     -- the file as it was added
    created_utc TEXT    NOT NULL,
    UNIQUE (name, version)
);
CREATE TABLE good_run (
    list_id INTEGER NOT NULL REFERENCES good_run_list (id),
    run     INTEGER NOT NULL REFERENCES run (number),
    PRIMARY KEY (list_id, run)
);

CREATE TABLE conditions_tag (
    name        TEXT PRIMARY KEY,
    sha256      TEXT NOT NULL,        -- over its intervals, so that a frozen tag cannot change
    created_utc TEXT NOT NULL
);
CREATE TABLE conditions_interval (
    tag       TEXT    NOT NULL REFERENCES conditions_tag (name),
    first_run INTEGER NOT NULL,
    last_run  INTEGER NOT NULL,       -- inclusive
    path      TEXT    NOT NULL,       -- below <workspace>/conditions
    sha256    TEXT    NOT NULL,
    PRIMARY KEY (tag, first_run)
);

CREATE TABLE storage_element (
    name   TEXT PRIMARY KEY,
    kind   TEXT NOT NULL,             -- folder
    root   TEXT NOT NULL,             -- relative to the workspace, or absolute
    site   TEXT NOT NULL,
    banned TEXT                       -- the reason, NULL where not banned
);

CREATE TABLE file (
    id          INTEGER PRIMARY KEY,
    lfn         TEXT    NOT NULL,     -- unique among valid files: an invalidated file gives its name free
    tier        TEXT    NOT NULL,     -- RAW, RTRAW, ESD, miniESD, TelescopeHits, TelescopeFull, TelescopeReduced
    run         INTEGER,
    section     INTEGER,
    campaign_id INTEGER,              -- NULL for files that no campaign made
    job_id      INTEGER,
    attempt     INTEGER,
    size        INTEGER NOT NULL,
    adler32     TEXT    NOT NULL,     -- 8 hexadecimal digits
    events      INTEGER NOT NULL,
    metadata    TEXT    NOT NULL,     -- JSON: livetimeNs, deadTimeNs, ibdPairs, software, conditions, …
    state       TEXT    NOT NULL,     -- Valid, Invalid
    created_utc TEXT    NOT NULL
);
CREATE UNIQUE INDEX file_lfn ON file (lfn) WHERE state = 'Valid';
CREATE INDEX file_tier ON file (tier, run, section);
CREATE INDEX file_campaign ON file (campaign_id, tier);
CREATE INDEX file_job ON file (job_id);
CREATE TABLE file_parent (
    file_id   INTEGER NOT NULL REFERENCES file (id),
    parent_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (file_id, parent_id)
);
CREATE INDEX file_child ON file_parent (parent_id);
CREATE TABLE replica (
    id      INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file (id),
    se      TEXT    NOT NULL REFERENCES storage_element (name),
    path    TEXT    NOT NULL,         -- physical: the path of the attempt or transfer that wrote it
    state   TEXT    NOT NULL,         -- Valid, Deleting, Deleted
    UNIQUE (se, path)
);
CREATE INDEX replica_file ON replica (file_id);

CREATE TABLE campaign (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,      -- Detector, Telescope
    state         TEXT NOT NULL,      -- New, Active, Stopped, Completed
    grl_id        INTEGER REFERENCES good_run_list (id),
    conditions    TEXT REFERENCES conditions_tag (name),
    software      TEXT NOT NULL,
    output_se     TEXT NOT NULL REFERENCES storage_element (name),
    replicate_to  TEXT REFERENCES storage_element (name),  -- element that receives the last tier's files
    created_utc   TEXT NOT NULL,
    started_utc   TEXT,
    completed_utc TEXT
);
CREATE TABLE transformation (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    ordinal     INTEGER NOT NULL,
    name        TEXT    NOT NULL,     -- RAW-RTRAW, …
    step        TEXT    NOT NULL,     -- the payload: decode, reconstruct, compact, …
    input_tier  TEXT    NOT NULL,
    output_tier TEXT    NOT NULL,
    parameters  TEXT    NOT NULL,     -- JSON object of strings, given to the step
    needs_conditions INTEGER NOT NULL,-- 1: the step is given the constants of its run
    state       TEXT    NOT NULL,     -- New, Active, Stopped, Completed
    UNIQUE (campaign_id, ordinal)
);

-- Law 1: one row for each input, tied to the one job that is not finally failed, killed or invalidated.
CREATE TABLE transformation_input (
    transformation_id INTEGER NOT NULL REFERENCES transformation (id),
    file_id           INTEGER NOT NULL REFERENCES file (id),
    state             TEXT    NOT NULL,   -- Unused, Assigned, Processed, Problematic, Invalid
    job_id            INTEGER,
    PRIMARY KEY (transformation_id, file_id)
);
CREATE INDEX transformation_input_state ON transformation_input (transformation_id, state);

CREATE TABLE job (
    id                    INTEGER PRIMARY KEY,
    transformation_id     INTEGER NOT NULL REFERENCES transformation (id),
    run                   INTEGER,
    section               INTEGER,
    state                 TEXT    NOT NULL,  -- Waiting, Matched, Running, Completing, Done, Held, Killed, Invalidated
    minor                 TEXT    NOT NULL DEFAULT '',
    attempt               INTEGER NOT NULL DEFAULT 0,   -- number of the latest attempt, 0 before the first
    payload_failures      INTEGER NOT NULL DEFAULT 0,
    infrastructure_losses INTEGER NOT NULL DEFAULT 0,
    lost_hosts            TEXT    NOT NULL DEFAULT '',  -- the different hosts of those losses, one a line
    cause                 TEXT    NOT NULL DEFAULT '',  -- normalised: what failures are grouped by
    cause_detail          TEXT    NOT NULL DEFAULT '',  -- names file, place, expected and found
    created_utc           TEXT    NOT NULL,
    updated_utc           TEXT    NOT NULL
);
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_transformation ON job (transformation_id, state, infrastructure_losses);
CREATE TABLE job_input (
    job_id  INTEGER NOT NULL REFERENCES job (id),
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (job_id, file_id)
);

CREATE TABLE attempt (
    job_id      INTEGER NOT NULL REFERENCES job (id),
    number      INTEGER NOT NULL,
    lease       TEXT    NOT NULL UNIQUE,   -- random; part of the fence
    epoch       INTEGER NOT NULL,
    pilot_id    INTEGER NOT NULL,
    host        TEXT    NOT NULL,
    state       TEXT    NOT NULL,          -- Leased, Running, Uploaded, Accepted, Failed, Lost, Refused, Killed
    se          TEXT    NOT NULL,
    path        TEXT    NOT NULL,          -- folder at the element that is this attempt's alone
    swept       INTEGER NOT NULL DEFAULT 0,-- 1: closed, and its path holds nothing that is not accepted
    exit_code   INTEGER,
    signal      INTEGER,
    cause       TEXT    NOT NULL DEFAULT '',
    detail      TEXT    NOT NULL DEFAULT '',
    log_tail    TEXT    NOT NULL DEFAULT '',
    cpu_seconds REAL,
    wall_seconds REAL,
    max_rss_bytes INTEGER,
    leased_utc  TEXT    NOT NULL,
    ended_utc   TEXT,
    PRIMARY KEY (job_id, number)
);
CREATE INDEX attempt_state ON attempt (state, swept);
CREATE INDEX attempt_pilot ON attempt (pilot_id);

-- Law 1: at most one valid accepted output for each (transformation, input, kind).
CREATE TABLE accepted_output (
    transformation_id INTEGER NOT NULL,
    input_id          INTEGER NOT NULL REFERENCES file (id),
    kind              TEXT    NOT NULL,
    file_id           INTEGER NOT NULL REFERENCES file (id),
    job_id            INTEGER NOT NULL,
    attempt           INTEGER NOT NULL,
    valid             INTEGER NOT NULL
);
CREATE UNIQUE INDEX accepted_once ON accepted_output (transformation_id, input_id, kind) WHERE valid = 1;

CREATE TABLE pilot (
    id             INTEGER PRIMARY KEY,
    engine         TEXT NOT NULL,
    site           TEXT NOT NULL,
    host           TEXT NOT NULL,
    process_id     INTEGER NOT NULL,
    token_hash     TEXT NOT NULL,
    state          TEXT NOT NULL,      -- Alive, Ended, Lost
    registered_utc TEXT NOT NULL,
    ended_utc      TEXT
);

-- Copies of files to a further element; the same laws as for attempts (law 6).
CREATE TABLE transfer (
    id          INTEGER PRIMARY KEY,
    file_id     INTEGER NOT NULL REFERENCES file (id),
    destination TEXT    NOT NULL REFERENCES storage_element (name),
    state       TEXT    NOT NULL,      -- Queued, Copying, Done, Failed
    attempt     INTEGER NOT NULL DEFAULT 0,
    lease       TEXT    NOT NULL DEFAULT '',
    path        TEXT    NOT NULL DEFAULT '',  -- physical path of the present attempt
    failures    INTEGER NOT NULL DEFAULT 0,   -- copies that failed; those lost with the server do not count
    cause       TEXT    NOT NULL DEFAULT '',
    cause_detail TEXT   NOT NULL DEFAULT '',
    updated_utc TEXT    NOT NULL,
    UNIQUE (file_id, destination)
);
CREATE INDEX transfer_state ON transfer (state, id);

-- Paths that a closed transfer attempt may have left behind, until swept.
CREATE TABLE abandoned_path (
    se   TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (se, path)
);

-- Paths at which bytes are about to be written for a file that no job makes (simulated or imported), until it is
-- registered: what an interrupted import leaves there is known, and waits for its repeat.
CREATE TABLE announced_path (
    se   TEXT NOT NULL REFERENCES storage_element (name),
    path TEXT NOT NULL,
    PRIMARY KEY (se, path)
);
