-- Calls about what runs leave behind: recordings, screenshots, files, logs.
local enums = require "skyvern.enums"

local artifact_id = { name = "artifact_id", at = "path", type = "string", required = true,
  doc = "The artifact (`a_…`)." }

return {
  { name = "get_run_artifacts", method = "GET", path = "/v1/runs/{run_id}/artifacts",
    doc = "Lists what a run left behind, all of it or some types.",
    result = "artifacts", returns = "Artifact[]", retry = "safe", by_worker = true,
    fields = {
      { name = "run_id", at = "path", type = "string", required = true,
        doc = "The run: `tsk_…`, `tsk_v2_…` or `wr_…`." },
      { name = "artifact_type", at = "query", type = "strings", values = enums.artifact_type,
        doc = "Only these types." },
    } },

  { name = "get_artifact", method = "GET", path = "/v1/artifacts/{artifact_id}",
    doc = "Gets one artifact's description.",
    result = "artifact", returns = "Artifact", retry = "safe", fields = { artifact_id } },

  { name = "get_artifact_signed_url", method = "GET", path = "/v1/artifacts/{artifact_id}/signed-url",
    doc = "Gets a fresh URL of the artifact's content that works for a short time without a key.",
    result = "value", returns = "ArtifactUrl", retry = "safe", fields = { artifact_id } },
}
