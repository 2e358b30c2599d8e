package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version says which build of Dateline this is.
type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"` // built from files that differ from the revision
	Go       string `json:"go"`
}

// build reads the version from what the Go tool wrote into the binary.
func build() version {
	v := version{Version: "unknown", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

func (v version) String() string {
	text := "dateline " + v.Version
	if v.Revision != "" {
		text += " " + v.Revision[:min(12, len(v.Revision))]
		if v.Modified {
			text += "+"
		}
	}
	return text + " " + v.Go
}

type versionCommand struct{}

func (versionCommand) Run(e *env) error {
	if e.json {
		return e.printJSON(build())
	}
	_, err := fmt.Fprintln(e.out, build())
	return err
}
