package record_test

import (
	"testing"

	"entente/record"
)

// What was kept after its time is late: by its due date, or by the horizon where it has none.
func TestKeptLate(t *testing.T) {
	d := load(t, promised(
		"in-time,2024-01-01,bridge,once,talk,2025-01-01,2025-01-01,fulfilled,2025-06-01",
		"late,2024-01-01,bridge,once,talk,2025-01-01,2025-01-02,fulfilled,2025-06-01",
		"that-month,2024-01-01,bridge,once,talk,2025-01-15,2025-01,fulfilled,2025-06-01",
		"no-due,2023-01-01,bridge,once,talk,,2024-12-31,fulfilled,2025-06-01",
		"no-due-late,2022-01-01,bridge,once,talk,,2024-12-31,fulfilled,2025-06-01",
		"vague,2022-01-01,bridge,general,,2022-06-01,2024-12-31,fulfilled,2025-06-01",
		"open,2022-01-01,bridge,once,talk,2022-06-01,,in-progress,2025-06-01"))
	want := []string{"fulfilled", record.Late, "fulfilled", "fulfilled", record.Late, "fulfilled", "in-progress"}
	for n, c := range d.Commitments {
		if got := record.Status(d, c); got != want[n] {
			t.Errorf("%s is %q, want %q", c.ID, got, want[n])
		}
	}
}
