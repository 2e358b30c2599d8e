//go:build !unix

package bench

import "time"

var begun = time.Now()

// cpuTime is the time of the clock where the system does not tell that of the
// processor.
func cpuTime() time.Duration { return time.Since(begun) }
