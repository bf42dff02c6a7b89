
-- Rows that change in place leave room for their next version on the same page (HOT).
ALTER TABLE job SET (fillfactor = 70);
ALTER TABLE attempt SET (fillfactor = 70);
ALTER TABLE transformation_input SET (fillfactor = 80);
ALTER TABLE server SET (fillfactor = 10);
ALTER TABLE event_block ALTER COLUMN events SET STORAGE EXTERNAL;

-- SQLite's glob(pattern, text): * any characters, ? one, [abc] one of these, [^abc] none of these.
CREATE OR REPLACE FUNCTION glob(pattern TEXT, value TEXT) RETURNS BOOLEAN LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT value ~ ('^' || regexp_replace(regexp_replace(regexp_replace(pattern, '([.\\+(){}|$])', '\\\1', 'g'), '\*', '.*', 'g'), '\?', '.', 'g') || '$')
$$;
