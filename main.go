// Onrecord follows the news and keeps who said what about whom, with the
// evidence. See README.md.
package main

import (
	"context"
	"embed"
	"io/fs"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"onrecord/server/command"
)

// newsroom is the recorded coverage that `onrecord demo` crawls.
//
//go:embed all:testdata/newsroom
var newsroom embed.FS

// memory is how much the Go heap and its kin may hold before the collector
// works harder: with SQLite's caches and the mapped files a crawl stays under
// 300 MB. GOMEMLIMIT goes before.
const memory = 128 << 20

func main() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(memory)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	recorded, err := fs.Sub(newsroom, "testdata/newsroom")
	if err != nil {
		panic(err) // the path is a constant: it can only be wrong at build time
	}
	os.Exit(command.Run(ctx, os.Args[1:], command.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, recorded))
}
