-- What imports rejected is kept as received, to be repaired and read again; an
-- import can be taken back.

ALTER TABLE imports ADD COLUMN options TEXT NOT NULL DEFAULT '{}';      -- JSON: how the inputs were read
ALTER TABLE imports ADD COLUMN retries INTEGER REFERENCES imports (id); -- the import whose rejected records it read again
ALTER TABLE imports ADD COLUMN undoes INTEGER REFERENCES imports (id);  -- the import it took back
ALTER TABLE imports ADD COLUMN undone INTEGER;                          -- when it was taken back

ALTER TABLE rejections ADD COLUMN media_type TEXT NOT NULL DEFAULT '';
ALTER TABLE rejections ADD COLUMN size INTEGER NOT NULL DEFAULT 0;         -- of the record as received, 0 unknown
ALTER TABLE rejections ADD COLUMN settled INTEGER REFERENCES imports (id); -- the import that took it later

-- Bytes of rejected records, as far as there is room.
CREATE TABLE rejected_bytes (
	import   INTEGER NOT NULL REFERENCES imports (id),
	position INTEGER NOT NULL,
	data     BLOB NOT NULL, -- as one zstd frame
	PRIMARY KEY (import, position)
) STRICT;

-- An article that went with its import comes back when it is imported again.
ALTER TABLE articles ADD COLUMN undone INTEGER NOT NULL DEFAULT 0;

CREATE INDEX versions_import ON versions (import);
