-- Times are milliseconds since 1970 UTC, days are day numbers since 1970-01-01.

CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value ANY NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES
	('id', lower(hex(randomblob(16)))),
	('sequence', 0); -- number of the newest change; kept here, as an article may be purged

CREATE TABLE imports (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	run_by     TEXT NOT NULL,
	inputs     TEXT NOT NULL, -- JSON array
	started    INTEGER NOT NULL,
	finished   INTEGER,
	read       INTEGER NOT NULL DEFAULT 0,
	new        INTEGER NOT NULL DEFAULT 0,
	updated    INTEGER NOT NULL DEFAULT 0,
	unchanged  INTEGER NOT NULL DEFAULT 0,
	rejected   INTEGER NOT NULL DEFAULT 0,
	duplicates INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE rejections (
	import   INTEGER NOT NULL REFERENCES imports (id),
	position INTEGER NOT NULL,
	input    TEXT NOT NULL,
	line     INTEGER NOT NULL,
	reason   TEXT NOT NULL,
	PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;

-- What was received, once for each different content.
CREATE TABLE originals (
	sha256     BLOB PRIMARY KEY,
	media_type TEXT NOT NULL,
	size       INTEGER NOT NULL, -- of the bytes as received
	data       BLOB NOT NULL     -- those bytes as one zstd frame
) STRICT;

-- One row for each article, with what is looked up, listed or counted of its
-- current version. The text is in versions, so that this table stays small
-- enough to be read whole at the start.
CREATE TABLE articles (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	sequence     INTEGER NOT NULL UNIQUE,
	version      INTEGER NOT NULL,
	status       TEXT NOT NULL CHECK (status IN ('usable', 'withheld', 'cancelled', 'withdrawn')),
	cluster      INTEGER NOT NULL, -- least id of the usable articles with this text, else its own
	words        INTEGER NOT NULL,
	imported     INTEGER NOT NULL,
	changed      INTEGER NOT NULL,
	published    TEXT,    -- as precise as it is known; this and the next three are null when undated
	first_day    INTEGER,
	last_day     INTEGER,
	instant      INTEGER, -- seconds since 1970 of its first moment, UTC where no offset is known
	source       TEXT NOT NULL,
	language     TEXT NOT NULL,
	site         TEXT NOT NULL, -- host of url without www.
	authors      TEXT,    -- JSON array, null when there are none
	identity     TEXT NOT NULL UNIQUE,
	content_hash BLOB NOT NULL,
	text_hash    BLOB,    -- null when the text is too short to be called the same
	title        TEXT NOT NULL,
	url          TEXT NOT NULL,
	guid         TEXT NOT NULL
) STRICT;

CREATE INDEX articles_text ON articles (text_hash) WHERE status = 'usable';
CREATE INDEX articles_url ON articles (url) WHERE url <> '';
CREATE INDEX articles_instant ON articles (instant) WHERE status = 'usable';
CREATE INDEX articles_source ON articles (source) WHERE status = 'usable';
CREATE INDEX articles_hidden ON articles (status) WHERE status <> 'usable';
CREATE INDEX articles_copies ON articles (cluster) WHERE cluster <> id;

CREATE TABLE versions (
	id         INTEGER PRIMARY KEY,
	article    INTEGER NOT NULL REFERENCES articles (id),
	version    INTEGER NOT NULL,
	import     INTEGER NOT NULL REFERENCES imports (id),
	imported   INTEGER NOT NULL,
	input      TEXT NOT NULL,
	line       INTEGER NOT NULL,
	original   BLOB REFERENCES originals (sha256),
	media_type TEXT NOT NULL,
	content    BLOB NOT NULL, -- every field as JSON, as one zstd frame when that is smaller
	UNIQUE (article, version)
) STRICT;

-- Keys are dense from 1 and never reused: no row is ever deleted.
CREATE TABLE entities (
	key  INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	id   TEXT NOT NULL,
	name TEXT NOT NULL,
	UNIQUE (kind, id)
) STRICT;

CREATE TABLE aliases (
	entity INTEGER NOT NULL REFERENCES entities (key),
	alias  TEXT NOT NULL,
	PRIMARY KEY (entity, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_entities (
	article  INTEGER NOT NULL REFERENCES articles (id),
	position INTEGER NOT NULL,
	entity   INTEGER NOT NULL REFERENCES entities (key),
	origin   TEXT NOT NULL, -- 'source': it came with the article
	PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- Why an article was hidden or shown again.
CREATE TABLE status_changes (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	article INTEGER NOT NULL REFERENCES articles (id),
	at      INTEGER NOT NULL,
	was     TEXT NOT NULL,
	became  TEXT NOT NULL,
	reason  TEXT NOT NULL
) STRICT;

CREATE INDEX status_changes_article ON status_changes (article);
