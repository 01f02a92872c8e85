-- The settings that make a local Skyvern server ask the demo's stand-in instead of a language model.
local standin = {}

--- @param site string URL of the demo's site
--- @return table<string, string> environment variables
function standin.env(site)
  return {
    LLM_KEY = "OPENAI_COMPATIBLE", ENABLE_OPENAI_COMPATIBLE = "true",
    OPENAI_COMPATIBLE_MODEL_NAME = "stand-in", OPENAI_COMPATIBLE_API_KEY = "none",
    OPENAI_COMPATIBLE_API_BASE = site .. "/v1", OPENAI_COMPATIBLE_SUPPORTS_VISION = "true",
  }
end

return standin
