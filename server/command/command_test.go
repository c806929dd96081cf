package command

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary an onrecord for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": func() {
			os.Exit(Run(context.Background(), os.Args[1:],
				Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.DirFS(os.Getenv("NEWSROOM"))))
		},
	})
}

// TestScripts runs every file of testdata/script: what people type, and what
// they see.
func TestScripts(t *testing.T) {
	room, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("NEWSROOM", room+"/../../testdata/newsroom")
			return nil
		},
	})
}
