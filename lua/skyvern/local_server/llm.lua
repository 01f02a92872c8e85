-- The model that a local server works with: which variables of the environment it may see, and what
-- follows from the keys that are there.

local llm = {}

-- Tried in this order where LLM_KEY does not choose. `needs`: the variables that make the provider usable;
-- `key`: the model that is taken then; `prefix`: which values of LLM_KEY are the provider's; `manual`: its
-- variables are often there for other purposes, so only LLM_KEY or the ENABLE_ variable chooses it.
local PROVIDERS = {
  { enable = "ENABLE_OPENAI_COMPATIBLE", prefix = "OPENAI_COMPATIBLE", key = "OPENAI_COMPATIBLE",
    needs = { "OPENAI_COMPATIBLE_API_BASE", "OPENAI_COMPATIBLE_API_KEY", "OPENAI_COMPATIBLE_MODEL_NAME" } },
  { enable = "ENABLE_ANTHROPIC", prefix = "ANTHROPIC_", key = "ANTHROPIC_CLAUDE4.6_SONNET",
    needs = { "ANTHROPIC_API_KEY" } },
  { enable = "ENABLE_OPENAI", prefix = "OPENAI_", key = "OPENAI_GPT5_5", needs = { "OPENAI_API_KEY" } },
  { enable = "ENABLE_GEMINI", prefix = "GEMINI_", key = "GEMINI_3.6_FLASH", needs = { "GEMINI_API_KEY" } },
  { enable = "ENABLE_AZURE", prefix = "AZURE_OPENAI", key = "AZURE_OPENAI",
    needs = { "AZURE_API_BASE", "AZURE_API_KEY", "AZURE_API_VERSION", "AZURE_DEPLOYMENT" } },
  { enable = "ENABLE_OPENROUTER", prefix = "OPENROUTER", key = "OPENROUTER",
    needs = { "OPENROUTER_API_KEY", "OPENROUTER_MODEL" } },
  { enable = "ENABLE_GROQ", prefix = "GROQ", key = "GROQ", needs = { "GROQ_API_KEY", "GROQ_MODEL" } },
  { enable = "ENABLE_OLLAMA", prefix = "OLLAMA", key = "OLLAMA",
    needs = { "OLLAMA_MODEL", "OLLAMA_SERVER_URL" } },
  { enable = "ENABLE_XAI", prefix = "XAI_", key = "XAI_GROK_4_5", needs = { "XAI_API_KEY" } },
  { enable = "ENABLE_MOONSHOT", prefix = "MOONSHOT_", key = "MOONSHOT_KIMI_K2",
    needs = { "MOONSHOT_API_KEY" } },
  { enable = "ENABLE_VOLCENGINE", prefix = "VOLCENGINE_", key = "VOLCENGINE_DOUBAO_SEED_1_6",
    needs = { "VOLCENGINE_API_KEY" } },
  { enable = "ENABLE_NOVITA", prefix = "NOVITA_", key = "NOVITA_LLAMA_3_2_11B_VISION",
    needs = { "NOVITA_API_KEY" } },
  { enable = "ENABLE_BEDROCK", prefix = "BEDROCK_", manual = true,
    key = "BEDROCK_ANTHROPIC_CLAUDE4.6_SONNET_INFERENCE_PROFILE", needs = { "AWS_REGION" } },
  { enable = "ENABLE_VERTEX_AI", prefix = "VERTEX_", manual = true, key = "VERTEX_GEMINI_3.6_FLASH",
    needs = { "VERTEX_LOCATION", "VERTEX_PROJECT_ID" } },
}

-- Families of variables that choose and configure models: a name's beginning.
local FAMILIES = {
  "LLM_", "OPENAI_", "ANTHROPIC_", "GEMINI_", "AZURE_", "BEDROCK_", "AWS_", "VERTEX_", "OPENROUTER_", "GROQ_",
  "OLLAMA_", "XAI_", "MOONSHOT_", "VOLCENGINE_", "NOVITA_", "YUTORI_", "INCEPTION_", "GPT5_",
  "GOOGLE_APPLICATION_CREDENTIALS",
}

--- Whether a variable configures a model, so that the server may see it.
---@param name string
---@return boolean
function llm.is_setting(name)
  if name:find "LLM_KEY$" then return true end
  local family = name:gsub("^ENABLE_", "")
  for _, start in ipairs(FAMILIES) do
    if name:sub(1, #start) == start then return true end
    if family ~= name and (family .. "_"):sub(1, #start) == start then return true end
  end
  return false
end

local function is_true(value)
  value = (value or ""):lower()
  return value == "true" or value == "1" or value == "yes" or value == "on"
end

local function missing(provider, env)
  local names = {}
  for _, name in ipairs(provider.needs) do
    if (env[name] or "") == "" then names[#names + 1] = name end
  end
  return names
end

local function choose(env)
  for _, provider in ipairs(PROVIDERS) do
    local wanted = is_true(env[provider.enable])
    local usable = env[provider.enable] == nil and not provider.manual and #missing(provider, env) == 0
    if wanted or usable then return provider end
  end
end

local function owner(key, env)
  if key == env.OPENAI_COMPATIBLE_MODEL_KEY then return PROVIDERS[1] end
  for _, provider in ipairs(PROVIDERS) do
    if key:sub(1, #provider.prefix) == provider.prefix then return provider end
  end
end

local NOTHING = "no model is configured: set OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY, or "
  .. "OPENAI_COMPATIBLE_API_BASE with OPENAI_COMPATIBLE_API_KEY and OPENAI_COMPATIBLE_MODEL_NAME, or LLM_KEY "
  .. "with the variables of its provider; in the environment or in the option env"

--- Completes the model's settings: LLM_KEY, and the ENABLE_ variable of its provider.
---@param env table<string, string> the variables as they are; it is changed
---@return boolean? ok, string? message which variables to set
function llm.complete(env)
  local key = env.LLM_KEY
  local provider
  if key == nil or key == "" then
    provider = choose(env)
    if not provider then return nil, NOTHING end
    env.LLM_KEY = provider == PROVIDERS[1] and env.OPENAI_COMPATIBLE_MODEL_KEY or provider.key
  else
    provider = owner(key, env)
    if not provider then return true end
  end
  local names = missing(provider, env)
  if #names > 0 and not (provider.enable == "ENABLE_AZURE" and env.LLM_KEY ~= provider.key) then
    return nil, ("the model %s needs %s, which %s not set"):format(env.LLM_KEY, table.concat(names, " and "),
      #names == 1 and "is" or "are")
  end
  if env[provider.enable] == nil then env[provider.enable] = "true" end
  return true
end

return llm
