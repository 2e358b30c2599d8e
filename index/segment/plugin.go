package segment

import (
	"fmt"
	"os"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveapi "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// The name and version by which scorch asks for this format.
const (
	Type    = "dateline"
	Version = 1
)

// Register makes the format known to scorch. It may be called more than once.
var Register = sync.OnceFunc(func() { scorch.RegisterSegmentPlugin(plugin{}, false) })

// plugin is how scorch makes, opens and merges segments.
type plugin struct{}

func (plugin) Type() string    { return Type }
func (plugin) Version() uint32 { return Version }

func (plugin) New(documents []bleveapi.Document) (segmentapi.Segment, uint64, error) {
	s, err := build(documents)
	if err != nil {
		return nil, 0, err
	}
	return s, uint64(s.Size()), nil
}

func (p plugin) NewUsing(documents []bleveapi.Document, _ map[string]any) (segmentapi.Segment, uint64, error) {
	return p.New(documents)
}

func (plugin) Open(path string) (segmentapi.Segment, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (p plugin) OpenUsing(path string, _ map[string]any) (segmentapi.Segment, error) {
	return p.Open(path)
}

func (plugin) Merge(segments []segmentapi.Segment, drops []*roaring.Bitmap, path string, stop chan struct{}, stats segmentapi.StatsReporter) ([][]uint64, uint64, error) {
	own := make([]*Segment, len(segments))
	for i, s := range segments {
		var err error
		if own[i], err = Of(s); err != nil {
			return nil, 0, err
		}
	}
	numbers, size, err := merge(own, drops, path, stop)
	if err == nil && stats != nil {
		stats.ReportBytesWritten(size)
	}
	return numbers, size, err
}

func (p plugin) MergeUsing(segments []segmentapi.Segment, drops []*roaring.Bitmap, path string, stop chan struct{}, stats segmentapi.StatsReporter, _ map[string]any) ([][]uint64, uint64, error) {
	return p.Merge(segments, drops, path, stop, stats)
}

// Of is the segment that scorch holds.
func Of(s segmentapi.Segment) (*Segment, error) {
	switch s := s.(type) {
	case *Segment:
		return s, nil
	case *File:
		return &s.Segment, nil
	}
	return nil, fmt.Errorf("segment %T is of another format", s)
}

// Persist writes the segment to a file.
func (s *Segment) Persist(path string) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = file.Write(s.whole); err == nil {
		err = file.Sync()
	}
	if cerr := file.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(path)
	}
	return err
}

func (s *Segment) AddRef() { s.refs.Add(1) }

// DecRef ends one use; the last one unmaps the file.
func (s *Segment) DecRef() error {
	if s.refs.Add(-1) == 0 && s.unmap != nil {
		return s.unmap()
	}
	return nil
}

func (s *Segment) Close() error  { return s.DecRef() }
func (s *Segment) Count() uint64 { return uint64(len(s.articles)) }

// Size is what the segment takes of memory of its own.
func (s *Segment) Size() int {
	size := 4 * len(s.articles)
	if s.unmap == nil {
		size += len(s.whole)
	}
	return size
}

func (s *Segment) BytesRead() uint64     { return 0 }
func (s *Segment) ResetBytesRead(uint64) {}
func (s *Segment) BytesWritten() uint64  { return 0 }
