-- Countries that sources report of without naming them.
CREATE TABLE desks (
	source  TEXT PRIMARY KEY, -- as articles have it; none need have it yet
	country TEXT NOT NULL,    -- ISO 3166-1 alpha-2
	set_by  TEXT NOT NULL,
	set_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
