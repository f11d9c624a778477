/**
 * Names by which a model may give itself away. `sure` names mean nothing else; `likely` ones are people's or things'
 * names too, but "I am …" before them is telling; `unsure` ones count only beside words that speak of a model.
 */
const SURE =
  'chat\\s?gpt(?:[- ]?[345](?:\\.\\d)?)?|gpt[- ]?(?:[2-9](?:\\.\\d)?o?|neo|neox|j)(?:[- ]?(?:turbo|mini|nano|vision|preview))?|instruct\\s?gpt|text-davinci(?:-\\d+)?|davinci-\\d+|o[134](?:-mini|-preview|-pro)|' +
  'claude[- ](?:v?\\d(?:\\.\\d)?|instant|opus|sonnet|haiku|code|ai)(?:[- ](?:opus|sonnet|haiku))?|gemini[- ](?:pro|ultra|nano|flash|advanced|\\d(?:\\.\\d)?)|google bard|palm[- ]?2|lamda|gemma[- ]?\\d|' +
  '(?:code\\s?)?llama[- ]?\\d(?:\\.\\d)?|codellama|meta ai|meta llama|vicuna[- ]\\d+b|wizardlm|wizardcoder|mixtral|codestral|ministral|magistral|pixtral|le chat|mistral[- ](?:\\d+b|large|small|medium|nemo|tiny)|' +
  'qwen(?:[- ]?(?:\\d(?:\\.\\d)?|max|plus|turbo|vl))?|tongyi(?: ?qianwen)?|qwq|deep\\s?seek(?:[- ](?:v\\d(?:\\.\\d)?|r1|chat|coder|llm))?|ernie[- ]?bot|wenxin|kimi[- ](?:k\\d|chat|ai)|chat\\s?glm(?:-?\\d)?|glm-?\\d|yandex\\s?gpt|giga\\s?chat|' +
  'jurassic-?\\d?|jamba|command[- ]r\\+?|open[- ]?assistant|stable\\s?lm|stable beluga|falcon-?\\d+b|falcon llm|phi-\\d(?:\\.\\d)?|orca-?\\d|bing chat|new bing|microsoft copilot|github copilot|inflection-?\\d|' +
  'nous[- ]?hermes|open\\s?hermes|openchat|starling-lm|olmo|t(?:ü|u)lu[- ]?\\d|nemotron|granite-\\d+b|amazon nova|amazon titan|amazon q|baichuan|doubao|hunyuan|mpt-\\d+b(?:-\\w+)?|intern\\s?lm|gpt4all|guanaco-\\d+b|pythia-\\d+(?:\\.\\d+)?b?|' +
  'exaone|hyperclova ?x?|clova x|minimax-\\w+|yi-\\d+b|solar-\\d+(?:\\.\\d+)?b|smollm\\d?|dbrx|bloomz|flan-t5|dolphin-\\d(?:\\.\\d)?|character\\.ai|notion ai|snapchat my ai|grok[- ]?\\d|gpt-?oss|хиперклова|하이퍼클로바x?|通义千问|文心一言|豆包|混元|智谱清言|讯飞星火|星火'
const LIKELY = 'claude|gemini|bard|bing|grok|copilot|perplexity|llama|mistral|vicuna|gpt|davinci'
const UNSURE =
  'alexa|siri|cortana|alpaca|falcon|zephyr|pi|phi|palm|koala|dolly|coral|hermes|granite|nova|titan|kimi|ernie|yi|solar|gemma|orca|guanaco|tulu|tülu|bloom|reka|poe|replika|cleverbot|watson|samantha|dolphin|beluga|jarvis|bixby|starling|airoboros'

const SURE_VENDORS =
  'open\\s?ai|anthropic|google deepmind|google ai|google research|deepmind|mistral ai|x\\.?ai|deep\\s?seek(?: ai)?|cohere|ai21(?: labs)?|stability ai|inflection ai|moonshot ai|zhipu(?: ai)?|01\\.ai|mosaicml|eleuther\\s?ai|laion|lmsys|nous research|hugging\\s?face|databricks|ai2|allen institute(?: for (?:ai|artificial intelligence))?|berkeley ai research|technology innovation institute|meta ai|upstage|baichuan(?: inc)?|minimax|adept|character\\.?ai|together ai|shanghai ai lab(?:oratory)?|alibaba cloud|qwen team|aleph alpha|nomic(?: ai)?|reka(?: ai)?|lighton|liquid ai|сбер|яндекс|阿里云|阿里巴巴|百度|腾讯|字节跳动|月之暗面|智谱|深度求索|네이버'
const VENDORS =
  'google|microsoft|meta|facebook|amazon(?: web services)?|aws|apple|ibm|nvidia|baidu|alibaba|tencent|bytedance|yandex|sber(?:bank)?|samsung|salesforce|snowflake|huawei|naver|kakao|lg|stanford(?: university)?|tsinghua(?: university)?|uc berkeley|servicenow|oracle|twitter|bloomberg|tii|xiaomi|mistral'

const before = '(?<![\\p{L}\\p{N}_./@-])'
const after = '(?![\\p{L}\\p{N}_@]|[-.]\\w*[\\p{L}\\p{N}_]*\\()'

const group = (...names: string[]) => `${before}(?:${names.join('|')})${after}`

export const SURE_NAME = group(SURE)
export const LIKELY_NAME = group(SURE, LIKELY)
export const ANY_NAME = group(SURE, LIKELY, UNSURE)
export const SURE_VENDOR = group(SURE_VENDORS)
export const VENDOR = group(SURE_VENDORS, VENDORS)
export const MODEL_OR_VENDOR = group(SURE, LIKELY, SURE_VENDORS, VENDORS)
/** Everything a mask hides in a sentence that gives a model away. */
export const EVERY_NAME = group(SURE, LIKELY, UNSURE, SURE_VENDORS, VENDORS)

/** Every run of letters that begins or ends one of the names, so that most texts need no closer look. */
export const NAME_WORDS: ReadonlySet<string> = new Set(
  (
    'chatgpt gpt instructgpt davinci mini preview claude gemini bard palm lamda gemma llama codellama vicuna wizardlm ' +
    'wizardcoder mixtral codestral ministral magistral pixtral chat mistral qwen tongyi qwq deepseek seek ernie wenxin kimi ' +
    'chatglm glm yandexgpt gigachat jurassic jamba cohere openassistant assistant stablelm lm beluga falcon phi orca bing ' +
    'copilot inflection hermes openhermes openchat starling olmo tulu tülu nemotron granite nova titan amazon baichuan doubao ' +
    'hunyuan mpt internlm guanaco pythia exaone hyperclova clova minimax yi solar smollm dbrx bloomz dolphin character notion ' +
    'snapchat grok perplexity alexa siri cortana alpaca zephyr pi koala dolly coral bloom reka poe replika cleverbot watson ' +
    'samantha jarvis bixby airoboros openai ai anthropic deepmind xai stability moonshot zhipu mosaicml eleutherai ' +
    'laion lmsys nous huggingface hugging databricks berkeley technology upstage adept alibaba aleph nomic lighton liquid сбер ' +
    'яндекс google microsoft meta facebook aws apple ibm nvidia baidu tencent bytedance yandex sber sberbank samsung ' +
    'salesforce snowflake huawei naver kakao lg stanford tsinghua servicenow oracle twitter bloomberg tii xiaomi oss'
  ).split(' '),
)
