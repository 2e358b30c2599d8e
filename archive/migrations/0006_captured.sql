-- When what was imported had been fetched from the web, null where that is not
-- known. It is no date of publication.
ALTER TABLE versions ADD COLUMN captured INTEGER;
