package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrFollowed says that a feed of this address is followed already.
var ErrFollowed = errors.New("is followed already")

// FeedState tells whether a feed is still asked.
type FeedState string

// The states of a feed.
const (
	FeedActive FeedState = "active"
	FeedGone   FeedState = "gone" // its server removed it for good
)

// Feed is a feed that the archive follows, with what came of it last. Zero times
// are those that have not been.
type Feed struct {
	ID           int64
	URL          string
	Source       string // publication of its articles; "" as the feed itself says
	FullText     bool   // the linked pages are read, too
	Added        time.Time
	State        FeedState
	MovedFrom    string // address before it moved for good
	ETag         string // for the next request
	LastModified string // likewise
	Content      []byte // hash of what was read whole last, nil for nothing
	Checked      time.Time
	Succeeded    time.Time
	Due          time.Time     // of the next try
	Pace         time.Duration // between tries while all goes well; 0 before the first
	Failures     int           // in a row
	Problem      string        // of the last try
	Articles     int           // that it brought
}

const feedColumns = `id, url, source, full_text, added, state, moved_from, etag, last_modified, content,
	checked, succeeded, due, pace, failures, problem, articles`

// AddFeed follows a feed, of which URL, Source and FullText count, and gives it
// back as it is stored, due at once. The error is ErrFollowed when its address is
// followed already.
func (s *Store) AddFeed(ctx context.Context, f Feed) (Feed, error) {
	leave, err := s.enter()
	if err != nil {
		return Feed{}, err
	}
	defer leave()
	var added Feed
	err = s.write(ctx, func(w *writer) error {
		done, err := w.tx.ExecContext(ctx, `INSERT INTO feeds (url, source, full_text, added, due) VALUES (?, ?, ?, ?4, ?4) ON CONFLICT (url) DO NOTHING`,
			asText(f.URL), asText(f.Source), f.FullText, w.at)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("feed %s %w", f.URL, ErrFollowed))
		}
		added, err = scanFeed(w.tx.QueryRowContext(ctx, "SELECT "+feedColumns+" FROM feeds WHERE url = ?", asText(f.URL)))
		return err
	})
	return added, err
}

// RemoveFeed follows a feed no longer; its articles stay. The error is
// ErrNotFound when it was not followed.
func (s *Store) RemoveFeed(ctx context.Context, id int64) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	return s.write(ctx, func(w *writer) error {
		done, err := w.tx.ExecContext(ctx, "DELETE FROM feeds WHERE id = ?", id)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("feed %d: %w", id, ErrNotFound))
		}
		return nil
	})
}

// Feeds returns all feeds in the order in which they were added.
func (s *Store) Feeds(ctx context.Context) ([]Feed, error) {
	return s.feeds(ctx, "ORDER BY id")
}

// DueFeeds returns the active feeds whose time has come, the longest due first,
// and when the next of the others is, zero for never.
func (s *Store) DueFeeds(ctx context.Context, now time.Time) (due []Feed, next time.Time, err error) {
	due, err = s.feeds(ctx, "WHERE state = 'active' AND due <= ? ORDER BY due, id", now.UnixMilli())
	if err != nil {
		return nil, time.Time{}, err
	}
	leave, err := s.enter()
	if err != nil {
		return nil, time.Time{}, err
	}
	defer leave()
	var at sql.NullInt64
	err = s.readers.QueryRowContext(ctx, "SELECT min(due) FROM feeds WHERE state = 'active' AND due > ?", now.UnixMilli()).Scan(&at)
	return due, fromMilli(at), err
}

func (s *Store) feeds(ctx context.Context, where string, args ...any) ([]Feed, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, "SELECT "+feedColumns+" FROM feeds "+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Feed
	for rows.Next() {
		f, err := scanFeed(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, rows.Err()
}

func scanFeed(row interface{ Scan(...any) error }) (Feed, error) {
	var f Feed
	var added, due, pace int64
	var checked, succeeded sql.NullInt64
	err := row.Scan(&f.ID, &f.URL, &f.Source, &f.FullText, &added, &f.State, &f.MovedFrom, &f.ETag, &f.LastModified, &f.Content,
		&checked, &succeeded, &due, &pace, &f.Failures, &f.Problem, &f.Articles)
	f.Added, f.Due, f.Pace = time.UnixMilli(added).UTC(), time.UnixMilli(due).UTC(), time.Duration(pace)*time.Millisecond
	f.Checked, f.Succeeded = fromMilli(checked), fromMilli(succeeded)
	return f, err
}

// SaveFeed keeps what came of a try: everything but Source, FullText and Added,
// which are an administrator's. A feed that was removed meanwhile stays so, and a
// feed that moves to an address that is followed already is ErrFollowed.
func (s *Store) SaveFeed(ctx context.Context, f Feed) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	return s.write(ctx, func(w *writer) error {
		var other int
		err := w.tx.QueryRowContext(ctx, "SELECT count(*) FROM feeds WHERE url = ? AND id <> ?", asText(f.URL), f.ID).Scan(&other)
		if err != nil {
			return err
		}
		if other > 0 {
			return fmt.Errorf("feed %s %w", f.URL, ErrFollowed)
		}
		_, err = w.tx.ExecContext(ctx, `UPDATE feeds SET url = ?, state = ?, moved_from = ?, etag = ?, last_modified = ?, content = ?,
			checked = ?, succeeded = ?, due = ?, pace = ?, failures = ?, problem = ?, articles = ? WHERE id = ?`,
			asText(f.URL), string(f.State), asText(f.MovedFrom), asText(f.ETag), asText(f.LastModified), f.Content,
			toMilli(f.Checked), toMilli(f.Succeeded), f.Due.UnixMilli(), f.Pace.Milliseconds(), f.Failures, asText(f.Problem), f.Articles, f.ID)
		return err
	})
}

// FeedItem is what is known of an item whose linked page is read.
type FeedItem struct {
	Identity string
	Content  []byte // hash of the item as the feed had it
	Tries    int    // to fetch the page of this content; 0 once it was read
}

// FeedItem returns what is known of an item, ErrNotFound if it is new.
func (s *Store) FeedItem(ctx context.Context, feed int64, identity string) (FeedItem, error) {
	leave, err := s.enter()
	if err != nil {
		return FeedItem{}, err
	}
	defer leave()
	item := FeedItem{Identity: identity}
	err = s.readers.QueryRowContext(ctx, "SELECT content, tries FROM feed_items WHERE feed = ? AND identity = ?", feed, asText(identity)).
		Scan(&item.Content, &item.Tries)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return item, err
}

// forgotten is how long an item is remembered after it left its feed.
const forgotten = 365 * 24 * time.Hour

// SaveFeedItems keeps what is known of a feed's items, and forgets those that
// have not been in it for a year.
func (s *Store) SaveFeedItems(ctx context.Context, feed int64, items []FeedItem) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	return s.write(ctx, func(w *writer) error {
		for _, i := range items {
			_, err := w.tx.ExecContext(ctx, `INSERT INTO feed_items (feed, identity, content, tries, seen)
				SELECT id, ?2, ?3, ?4, ?5 FROM feeds WHERE id = ?1
				ON CONFLICT (feed, identity) DO UPDATE SET content = ?3, tries = ?4, seen = ?5`,
				feed, asText(i.Identity), i.Content, i.Tries, w.at)
			if err != nil {
				return err
			}
		}
		_, err := w.tx.ExecContext(ctx, "DELETE FROM feed_items WHERE feed = ? AND seen < ?", feed, w.at-forgotten.Milliseconds())
		return err
	})
}

func toMilli(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func fromMilli(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64).UTC()
}
