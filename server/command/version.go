package command

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the module's version, the commit it was built from and Go's.
func (versionCommand) Run(s *session) error {
	v := built()
	if s.Format != "text" {
		return json.NewEncoder(s.Out).Encode(v)
	}
	_, err := fmt.Fprintf(s.Out, "onrecord %s (commit %s, %s)\n", v["version"], v["commit"], v["go"])
	return err
}

// built tells what this program was built from.
func built() map[string]string {
	v := map[string]string{"version": "devel", "commit": "unknown", "go": runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v["version"] = info.Main.Version
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			v["commit"] = setting.Value
		}
	}
	return v
}
