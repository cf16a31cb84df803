//go:build tools

// Package build pins the voice server. Nothing here is compiled: the import only keeps the requirement, and with it
// the checksums of everything it is made of, in go.mod and go.sum.
//
// Why 1.13.5: it is the last version whose own go.mod has no "replace" lines. Later ones name forks that a module
// proxy may refuse, and then nobody can build them from a module of their own.
package build

import _ "github.com/livekit/livekit-server/cmd/server"
