-- Feeds that are followed, and what came of it last.
CREATE TABLE feeds (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	url           TEXT NOT NULL UNIQUE,
	source        TEXT NOT NULL,              -- publication of its articles, '' as the feed says
	full_text     INTEGER NOT NULL DEFAULT 0, -- read the linked pages, too
	added         INTEGER NOT NULL,           -- milliseconds, as all times here
	state         TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'gone')),
	moved_from    TEXT NOT NULL DEFAULT '',   -- address before it moved for good
	etag          TEXT NOT NULL DEFAULT '',   -- for the next request, only after all was read
	last_modified TEXT NOT NULL DEFAULT '',
	content       BLOB,                       -- hash of what was read whole last
	checked       INTEGER,                    -- last try
	succeeded     INTEGER,                    -- last try that was answered
	due           INTEGER NOT NULL,           -- next try
	pace          INTEGER NOT NULL DEFAULT 0, -- between tries while all goes well; 0 before the first
	failures      INTEGER NOT NULL DEFAULT 0, -- in a row
	problem       TEXT NOT NULL DEFAULT '',   -- of the last try
	articles      INTEGER NOT NULL DEFAULT 0  -- that it brought
) STRICT;

CREATE INDEX feeds_due ON feeds (due) WHERE state = 'active';

-- Items whose linked page was asked for: which of them are done, so that no page
-- is fetched twice and no full text is replaced by its summary.
CREATE TABLE feed_items (
	feed     INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
	identity TEXT NOT NULL,
	content  BLOB NOT NULL,    -- hash of the item as the feed had it
	tries    INTEGER NOT NULL, -- to fetch the page of this content; 0 once it was read
	seen     INTEGER NOT NULL,
	PRIMARY KEY (feed, identity)
) STRICT, WITHOUT ROWID;
