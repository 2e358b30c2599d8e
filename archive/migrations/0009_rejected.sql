-- The bytes of rejected records lie with the other originals: an import that is
-- repeated keeps them once.

DROP TABLE rejected_bytes;
ALTER TABLE rejections ADD COLUMN original BLOB REFERENCES originals (sha256); -- null when they are not kept
