-- What publishers say about their versions, and when an embargo ends.

ALTER TABLE articles ADD COLUMN embargo INTEGER;                       -- milliseconds: withheld until then; null for none
ALTER TABLE articles ADD COLUMN held INTEGER NOT NULL DEFAULT 0;       -- an editor hid it: imports leave the status alone
ALTER TABLE articles ADD COLUMN publisher_version TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN revised INTEGER;                       -- milliseconds, null when it is not known

CREATE INDEX articles_embargo ON articles (embargo) WHERE embargo IS NOT NULL;

-- Whether the publisher changed the status, by what it sent, or an editor did.
ALTER TABLE status_changes ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;

-- Until now nobody but editors hid articles.
UPDATE articles SET held = 1 WHERE status <> 'usable';
