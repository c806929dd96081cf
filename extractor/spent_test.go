package extractor

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// spent gives the processor time that do takes, the least of three tries. Unlike
// the clock it doesn't count what other processes take of a loaded machine.
func spent(t *testing.T, do func()) time.Duration {
	t.Helper()
	least := time.Duration(1<<63 - 1)
	for range 3 {
		runtime.GC()
		begin := processor(t)
		do()
		least = min(least, processor(t)-begin)
	}
	return least
}

func processor(t *testing.T) time.Duration {
	t.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Fatal(err)
	}
	return time.Duration(use.Utime.Nano())
}
