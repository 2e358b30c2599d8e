-- Entities that were recognised in the text, and what editors decide about
-- entities.

-- An entity keeps its row, whatever is decided about it: what follows only says
-- how it is read.
ALTER TABLE entities ADD COLUMN shown TEXT;                                -- an editor's name for it, null for name
ALTER TABLE entities ADD COLUMN merged INTEGER REFERENCES entities (key);  -- the entity it is taken for, null for itself
ALTER TABLE entities ADD COLUMN rule TEXT CHECK (rule IN ('auto', 'editor'));
ALTER TABLE entities ADD COLUMN merged_by TEXT;
ALTER TABLE entities ADD COLUMN merged_at INTEGER;
ALTER TABLE entities ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;         -- an editor said that it is nothing
ALTER TABLE entities ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;        -- meta's entities at its last change; 0 since it was made

CREATE INDEX entities_changed ON entities (changed) WHERE changed > 0;

INSERT INTO meta (key, value) VALUES
	('entities', 0),  -- number of the newest change to a known entity: its names or what it is taken for
	('decisions', 0); -- number of the newest change to decisions

-- Versions of what recognises entities: model, gazetteers and decisions.
CREATE TABLE annotators (
	id      INTEGER PRIMARY KEY,
	version TEXT NOT NULL UNIQUE
) STRICT;

-- What was recognised in the current version of an article. It can be had again
-- from the text, so it is packed: a row a mention, or even one an entity, would
-- make up most of the database, and most of the time of an import.
CREATE TABLE annotations (
	article   INTEGER PRIMARY KEY REFERENCES articles (id),
	annotator INTEGER NOT NULL REFERENCES annotators (id),
	found     BLOB NOT NULL -- keys of entities with weights and mentions, as in annotation.go
) STRICT;

CREATE INDEX annotations_annotator ON annotations (annotator);

-- What editors decided, one thing a row; what was undone stays on record.
CREATE TABLE decisions (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	action    TEXT NOT NULL CHECK (action IN ('name', 'alias', 'not', 'context', 'wikidata', 'merge', 'ignore', 'add', 'remove')),
	kind      TEXT NOT NULL, -- of entity; empty for ignore
	entity    TEXT NOT NULL, -- its id, whether the archive has met it or not; empty for ignore
	value     TEXT NOT NULL, -- a name; for merge the id of another entity of the kind
	made_by   TEXT NOT NULL,
	made_at   INTEGER NOT NULL,
	undone_by TEXT,
	undone_at INTEGER
) STRICT;

CREATE UNIQUE INDEX decisions_live ON decisions (action, kind, entity, value) WHERE undone_at IS NULL;
