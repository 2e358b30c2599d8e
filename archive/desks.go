package archive

import (
	"context"
	"fmt"

	"dateline/archive/entity"
)

// Desk is a source's own country: what it publishes is about this country, unless
// the text is about another. A local paper seldom says where it is.
type Desk struct {
	Source   string
	Country  string // ISO 3166-1 alpha-2, "" none
	Articles int    // usable ones of the source
}

// DeskVersion is the version under which what was recognised in articles of a
// source with a desk is stored: with another desk it is out of date. Version is
// that of the recogniser, desk a country or "".
func DeskVersion(version, desk string) string {
	if desk == "" {
		return version
	}
	return version + " " + desk
}

// Desks gives the countries of the sources that have one.
func (s *Store) Desks(ctx context.Context) (map[string]string, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, "SELECT source, country FROM desks")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	desks := make(map[string]string)
	for rows.Next() {
		var source, country string
		if err := rows.Scan(&source, &country); err != nil {
			return nil, err
		}
		desks[source] = country
	}
	return desks, rows.Err()
}

// Sources lists the sources that have usable articles or a desk, by name.
func (s *Store) Sources(ctx context.Context) ([]Desk, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, `
		SELECT source, coalesce((SELECT country FROM desks d WHERE d.source = all_sources.source), ''), sum(articles)
		FROM (SELECT source, count(*) AS articles FROM articles WHERE status = 'usable' GROUP BY source
			UNION ALL SELECT source, 0 FROM desks) AS all_sources
		GROUP BY source ORDER BY source`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Desk
	for rows.Next() {
		var d Desk
		if err := rows.Scan(&d.Source, &d.Country, &d.Articles); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// SetDesk gives a source a country, or takes it away with "". The articles of the
// source count as not annotated then; those that come later get it at once.
func (s *Store) SetDesk(ctx context.Context, by, source, country string) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	if country != "" && entity.CountryName(country) == "" {
		return fmt.Errorf("desk of %q: unknown country %q", source, country)
	}
	if source == "" {
		return fmt.Errorf("desk %s: articles without a source have none", country)
	}
	if err := checkText(source); err != nil {
		return fmt.Errorf("source: %w", err)
	}
	return s.write(ctx, func(w *writer) error {
		if _, err := w.tx.ExecContext(w.ctx, "UPDATE meta SET value = value + 1 WHERE key = 'decisions'"); err != nil { // servers look at it
			return err
		}
		if country == "" {
			_, err := w.tx.ExecContext(w.ctx, "DELETE FROM desks WHERE source = ?", source)
			return err
		}
		_, err := w.tx.ExecContext(w.ctx, `INSERT INTO desks (source, country, set_by, set_at) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT DO UPDATE SET country = ?2, set_by = ?3, set_at = ?4 WHERE country <> ?2`, source, country, asText(by), w.at)
		return err
	})
}
