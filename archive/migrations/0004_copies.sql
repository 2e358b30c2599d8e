-- Which articles are copies of each other, though their texts are not equal.

-- What likely copies have in common, packed, so that all of it can be looked
-- through for each batch: 4 bytes a key, the least significant first.
CREATE TABLE copy_keys (
	block   INTEGER PRIMARY KEY, -- articles block * 1024 to block * 1024 + 1023
	changed INTEGER NOT NULL,    -- meta's copy_keys at its last change
	keys    BLOB NOT NULL
) STRICT;

CREATE INDEX copy_keys_changed ON copy_keys (changed);

-- Pairs of usable articles of which one was found to be a copy of the other. A
-- cluster is what hangs together by these and by equal texts.
CREATE TABLE copies (
	article INTEGER NOT NULL REFERENCES articles (id), -- the one that was compared
	other   INTEGER NOT NULL REFERENCES articles (id),
	PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX copies_other ON copies (other);

INSERT INTO meta (key, value) VALUES
	('copy_keys', 0), -- number of the newest change to copy_keys
	('compared', 0);  -- articles up to this id have keys …
INSERT INTO meta (key, value) -- … and from this one on, as they come in
	SELECT 'compare', coalesce(max(id), 0) FROM articles;
