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
