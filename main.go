// Onrecord follows the news and keeps who said what about whom, with the
// evidence. See README.md.
package main

import (
	"context"
	"embed"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // dates must not hang on the machine's zones

	"onrecord/server/command"
)

// newsroom is the recorded coverage that `onrecord demo` crawls.
//
//go:embed all:testdata/newsroom
var newsroom embed.FS

func main() {
	if _, set := os.LookupEnv("GOGC"); !set {
		command.TuneHeap()
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
