package resolve

import "testing"

func TestTablesAreRead(t *testing.T) {
	records, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	names := 0
	for _, r := range records {
		names += len(r.names)
	}
	t.Logf("%d entities, %d names", len(records), names)
}

// TestNoNameTwice finds names that are given to two entities of a kind without a
// condition: neither would ever be found by it.
func TestNoNameTwice(t *testing.T) {
	k := mustDefault(t)
	for _, aliases := range k.lex.ends {
		for i, a := range aliases {
			for _, b := range aliases[:i] {
				if a.when == nil && b.when == nil && a.entity != b.entity && k.entities[a.entity].Kind == k.entities[b.entity].Kind {
					t.Errorf("%s and %s have a name in common", k.entities[a.entity].ID, k.entities[b.entity].ID)
				}
			}
		}
	}
}

// TestEveryNameLeadsHome looks up every name of every entity.
func TestEveryNameLeadsHome(t *testing.T) {
	k := mustDefault(t)
	for _, ref := range k.entities {
		for _, name := range append([]string{ref.Name}, ref.Aliases...) {
			got, ok := k.Lookup(ref.Kind, name)
			if !ok || got.ID != ref.ID {
				t.Errorf("%s: %q leads to %q", ref.ID, name, got.ID)
			}
		}
	}
}
