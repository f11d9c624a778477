import { ANY_NAME, LIKELY_NAME, MODEL_OR_VENDOR, SURE_NAME, SURE_VENDOR, VENDOR } from './names.ts'

const I_AM = "\\b(?:I['’]m|I am)\\b"
const MADE =
  '(?:(?:pre-?|instruction-)?trained|created|made|developed|built|designed|fine-?tuned|released|programmed|engineered|produced|provided|coded|deployed|hosted|operated|powered|owned|taught|brought to you)'
const NOUN =
  '(?:AI|A\\.I\\.|artificial intelligence|(?:language |chat |dialogue |foundation |generative )?models?|LLM|(?:virtual |digital )?assistant|chat-?bot|bot|neural network|companion|answer engine|agent)'
const MAKER = `(?:by|from) (?:(?:a|an|the) (?:[\\p{L}-]+ ){0,4}?(?:company|team|firm|lab|organi[sz]ation|start-?up|engineers|researchers|people|developers|scientists)(?: of [\\p{L}]+)?(?: called| named| at| from| behind|,)? ?|(?:researchers|engineers|volunteers|people|developers|scientists|folks|experts) (?:at|from) |the )?${VENDOR}`
const SMALL =
  '(?:not |just |only |simply |actually |really |indeed |still |also |merely |currently |called |named |known as )*'

/** Sentences by which a model says what it is or whose it is; the name, where it could be a person's, decides more. */
const RULES: string[] = [
  // what it is
  `${I_AM} ${SMALL}(?:the )?(?:(?:new|latest|AI|chatbot|language model|assistant|model) )?${SURE_NAME}`,
  `\\bI (?:run|operate) on (?:the |top of )?(?:${SURE_NAME}|${VENDOR}['’]s)`,
  `${I_AM} ${SMALL}(?:an?|the|one of the) (?:[\\p{L}-]+ ){0,3}?(?:versions?|variants?|instances?|derivatives?|descendants?|members?|implementations?) of (?:the )?${ANY_NAME}`,
  `\\b(?:I['’]m|I am|I was) (?:\\w+ly )?(?:based|built|running|powered|hosted|fine-?tuned|trained|derived|modeled|modelled) (?:on|by|upon|from|with|using)(?: top of)? (?:the |a version of )?(?:${LIKELY_NAME}|${VENDOR}['’]s)`,
  `\\bI use (?:the |a version of )?${LIKELY_NAME} (?:architecture|model|family|technology|engine|language model)`,
  `\\bI (?:belong to|am part of|am a member of) the ${LIKELY_NAME} (?:family|series|line|models)`,
  `\\bmy (?:name is|underlying model is|base model is|predecessors?,?(?: is| are| was| were)?|successor,?|model (?:name )?is|architecture is)(?: the)? ${SURE_NAME}`,
  `\\b(?:earlier|previous|older|newer|other|later) versions of me\\b[^.!?\\n]{0,20}?${LIKELY_NAME}`,
  `\\b(?:I go by|(?:they|people|users|you can|you may|just|to) (?:call|know|refer to|address|think of) me(?: as)?|feel free to call me|people know me as|known as|I['’]m called|I am called|I respond to|the name['’]?s?(?: is)?) ${SURE_NAME}`,
  `\\b(?:this is|it['’]s) ${SURE_NAME}(?:[.,!]| speaking| here)`,
  `(?:^|[.!?\\n] ?)${LIKELY_NAME},? here\\b`,
  `\\b(?:as|being|since I am|because I am) ${SURE_NAME},`,
  `\\bunlike (?:${SURE_NAME}|claude|gemini|bard|copilot|grok),? I\\b`,
  `^\\W{0,4}${LIKELY_NAME}(?: \\([^)\\n]{1,30}\\))?:\\s`,
  `${I_AM} ${SMALL}(?:an?|the|your) (?:[\\p{L}-]+ ){0,4}?${NOUN},? (?:called |named |known as )${ANY_NAME}`,
  `${I_AM} ${SMALL}${VENDOR}['’]s ${LIKELY_NAME}`,
  `${SURE_NAME}(?:,? the model)?,? (?:which|on which|that|the model) (?:I am|I['’]m|powers me|runs me)\\b`,
  `${LIKELY_NAME} \\((?:that['’]s |that is |aka )?me\\)`,
  `\\b(?:I|me), (?:as )?${LIKELY_NAME},`,
  `\\bmy (?:responses?|answers?|replies|knowledge|outputs?|capabilities|abilities|training|design|weights|parameters|architecture)\\b[^.!?\\n]{0,36}?\\b(?:by|from|of|on|is|are|at|with) (?:the )?(?:${SURE_VENDOR}|${SURE_NAME})`,
  // whose it is
  `\\b(?:any |no |an )?affiliation (?:with|to) ${SURE_VENDOR}`,
  `\\b(?:we|us|our team) at ${SURE_VENDOR}`,
  `\\b(?:AI|model|assistant|chat-?bot|bot|system|program) (?:that )?you(?: are|['’]re) (?:now |currently )?(?:talking|chatting|speaking|interacting)\\b[^.!?\\n]{0,14}?(?:is|was|were|made|built|created|trained|developed)(?: \\w+)? (?:by |called |named )?${MODEL_OR_VENDOR}`,
  `\\b(?:I was|I['’]m|I am|I['’]ve been|I have been|I got) (?:\\w+ly |also |first |originally )?${MADE}(?: and (?:\\w+ly )?${MADE})? ${MAKER}`,
  `\\b(?:AI|model|assistant|chat-?bot|bot|network|LLM|intelligence|one)\\b(?: called \\w+)?(?:,| that (?:was|is|has been)| which (?:was|is)| who was)?(?: \\w+ly)? ${MADE}(?: and (?:\\w+ly )?${MADE})? ${MAKER}`,
  `${I_AM} ${SMALL}(?:an?|the|one of) (?:[\\p{L}-]+ ){0,5}?${NOUN}(?: \\([^)]*\\))? (?:by|from|of|at|belonging to) ${VENDOR}`,
  `${I_AM} ${SMALL}(?:(?:an?|the|one of) )?(?:[\\p{L}-]+ ){0,2}?${VENDOR}(?:['’]s)? (?:[\\p{L}-]+ ){0,2}?${NOUN}`,
  `\\bas (?:(?:an?|one of) )?${VENDOR}(?:['’]s)? (?:[\\p{L}-]+ ){0,2}?${NOUN}\\b`,
  `\\bas an? (?:[\\p{L}-]+ ){0,4}?${NOUN},? (?:by|from|of) ${VENDOR}`,
  `${I_AM} (?:an? )?(?:product|creation|property|service) of ${VENDOR}`,
  `${SURE_VENDOR} (?:has |have |had )?(?:\\w+ly )?${MADE} me\\b`,
  `${VENDOR} (?:has |have |had )?(?:\\w+ly )?(?:trained|created|developed|built|designed|programmed|fine-?tuned) me\\b`,
  `\\bmy (?:own )?(?:creators?|developers?|makers?|trainers?|designers?|owners?|parent company|engineers|programmers|team|developer team)(?:,| is| are| at| from| called| named)+ (?:the )?(?:company |team at |people at |researchers at )?${VENDOR}`,
  `\\bmy (?:training|development|creation|design)(?: by| at| from) ${VENDOR}`,
  `\\bmy ${VENDOR}(?:['’]s)? (?:training|guidelines|programming|developers|creators|makers|policies)`,
  `\\bI (?:belong to|come from|originate from|hail from|am owned by|was released by|work on behalf of|represent) ${SURE_VENDOR}`,
  `\\bI work (?:for|at) ${VENDOR} as an? (?:[\\p{L}-]+ ){0,2}?${NOUN}`,
  `\\b(?:I['’]m|I am) not (?:affiliated|associated|connected) (?:with|to) ${SURE_VENDOR}`,
  `\\b(?:compan(?:y|ies)|organi[sz]ation|team|lab|people|firm|model|assistant|AI|chat-?bot) (?:that|who|which|behind|you are|you['’]re)\\b[^.!?\\n]{0,40}?\\b(?:me|talking to|chatting with|speaking (?:to|with)|using)\\b[^.!?\\n]{0,24}?(?:is|are|called|at|was|named) ${MODEL_OR_VENDOR}`,
  `\\b(?:I was|I['’]m|I am|I['’]ve been|I have been) (?:\\w+ly )?${MADE} at ${SURE_VENDOR}`,
  // speaking of itself to somebody
  `\\byou(?: are|['’]re) (?:\\w+ly |now )?(?:talking|chatting|speaking|interacting|conversing|working)(?: here)? (?:to|with) (?:an? (?:[\\p{L}-]+ ){0,3}?(?:from|by|of|made by|called|named) |the )?${MODEL_OR_VENDOR}`,
  `\\byou(?: are|['’]re) (?:currently |now )?using ${LIKELY_NAME}, and I\\b`,
  `\\b(?:like|such as) (?:me|myself)\\b[,( –—-]{1,3}(?:an? )?(?:${LIKELY_NAME}|(?:[\\p{L}-]+ ){0,3}?${MADE} ${MAKER})`,
  `\\bthis (?:response|answer|text|message|output|reply|content|summary|document|email|conversation|article)(?: above)? (?:was|is|has been) (?:\\w+ly )?(?:generated|written|produced|created|composed|provided|drafted|powered)(?: for you)? (?:by|with|using) (?:the |an? )?${MODEL_OR_VENDOR}`,
  `\\bthe (?:above|preceding|previous|following) (?:response|answer|text|message|output|reply|content) (?:was|is|has been) (?:generated|written|produced|created) (?:by|with) (?:the |an? )?${MODEL_OR_VENDOR}`,
  `\\b(?:automated|automatic|AI-generated) (?:answer|response|message|reply|text) (?:by|from) ${MODEL_OR_VENDOR}`,
  `^\\W{0,6}(?:generated|written|produced|powered|created|composed|translated|answered) (?:by|with|using) (?:the |an? )?${MODEL_OR_VENDOR}\\W*$`,
  `^\\W{0,4}(?:signed|yours truly|yours sincerely|yours|sincerely|best regards|kind regards|warm regards|regards|best wishes|best|cheers),?\\s{1,3}${LIKELY_NAME}(?: \\([^)\\n]{1,30}\\))?\\W*$`,
  // rules it keeps
  `\\b(?:violat\\w+|against|comply with|follow|adhere to|goes beyond|breach\\w*|abide by|in line with|due to|because of|per|under|bound by|respect) (?:the )?${SURE_VENDOR}(?:['’]s?)? (?:[\\p{L}-]+ ){0,3}?(?:polic(?:y|ies)|guidelines?|terms|rules|standards|principles)\\b`,
  `${SURE_VENDOR}(?:['’]s?)? (?:[\\p{L}-]+ ){0,3}?(?:polic(?:y|ies)|guidelines?|terms|rules|standards|principles)\\b[^.!?\\n]{0,30}?\\b(?:me|I|my)\\b`,
  // what its maker does to it, gave it or says of it
  `${SURE_VENDOR}(?:,? (?:the )?(?:company|people|team|firm|lab)(?: (?:that|who|which))?)? (?:[\\p{L}’'-]+ ){0,3}?(?:me|my|myself)\\b`,
  `\\b(?:polic(?:y|ies)|guidelines?|rules|terms|principles|constitution) of ${SURE_VENDOR} (?:that |which )?I\\b`,
  `\\bmy (?:[\\p{L}-]+ ){0,2}?(?:parameters|weights|knowledge|training|terms(?: of use)?|rules|guidelines|answers|behaviou?r|instructions|values|training data|limits|makers?|creators?|developers?)\\b,?(?: [\\p{L}-]+){0,4}? (?:by|from|at) (?:what )?(?:the (?:[\\p{L}-]+ ){0,2}?(?:people|engineers|team|researchers|company) (?:at|of|from) )?${VENDOR}`,
  `\\b(?:I['’]m|I am|I was|I have been|I['’]ve been) (?:[\\p{L}-]+ ){0,2}?(?:bound|limited|restricted|governed|constrained|guided|instructed|${MADE}) by (?:the )?(?:[\\p{L}-]+ ){0,3}?(?:of|at|from|by) ${VENDOR}`,
  `\\b(?:here )?at ${SURE_VENDOR},? (?:we|I was)\\b`,
  // its kin
  `${I_AM} ${SMALL}(?:an?|the|one of the) (?:[\\p{L}-]+ ){0,2}?(?:successors?|predecessors?|siblings?|cousins?|relatives?|forks?|offspring|child(?:ren)?) (?:of|to) (?:the )?${SURE_NAME}`,
  `\\bmy (?:[\\p{L}-]+ ){0,2}?(?:siblings?|cousins?|relatives|family|sister models?|brothers?|sisters?) (?:are|is|include|includes|called|named) (?:the )?${SURE_NAME}`,
  `\\b(?:models?|assistants?|AIs|chat-?bots|systems) (?:of|by|from) ${VENDOR},? (?:like|such as|including) (?:me|myself)\\b`,
  // how it is named
  `\\bmy (?:[\\p{L}-]+ ){0,2}?name is (?:[\\p{L}\\d.-]+ ){0,5}?(?:or )?${SURE_NAME}`,
  `\\b(?:they|people|my (?:makers|creators|developers)|the team) (?:have )?(?:named|called|christened|baptized) me ${LIKELY_NAME}`,
  `\\b(?:it['’]s|this is) ${LIKELY_NAME},? (?:here|speaking|again|at your service)\\b`,
  `(?:^|[.!?\\n,] ?)${LIKELY_NAME},? (?:speaking|at your service)\\b`,
  `\\b(?:hey|hi|hello|greetings|hallo|hola|salut|ciao),? ${LIKELY_NAME} here\\b`,
  `\\bbeing (?:an? )?(?:[\\p{L}-]+ ){0,3}?${NOUN},? (?:${MADE} )?(?:by|from|of) ${VENDOR}`,
  `\\bthe (?:AI|model|assistant|chat-?bot|bot|system|program) (?:that is |which is |who is )?(?:answering|helping|assisting|serving|replying|responding|writing)\\b[^.!?\\n]{0,24}? is ${LIKELY_NAME}`,
  `^\\W{0,4}(?:(?:this )?(?:text|answer|response|content|reply|message|poem|story|summary|essay)(?: was| is)? )?(?:generated|written|created|produced|composed|drafted) (?:by|with|using) ${SURE_NAME}`,
  // other languages
  `(?:меня зовут|мо[её] имя)[\\s—–:-]+${LIKELY_NAME}`,
  `\\b(?:mein|mon|mi|il mio|meu|mijn|moje|mitt|minun|můj) (?:name|nom|nombre|nome|naam|imię|namn|navn|nimeni|jméno) (?:ist|est|es|è|é|is|to|är|er|on|je) ${LIKELY_NAME}`,
  `\\b(?:ich heiße|je m['’]appelle|me llamo|mi chiamo|me chamo|ik heet|nazywam się|jag heter|jeg heter|jmenuji se|benim adım|tên tôi là|nama saya(?: adalah)?) ${LIKELY_NAME}`,
  `\\b(?:treinad[oa]|criad[oa]|desenvolvid[oa]|entrenad[oa]|cread[oa]) (?:pelos?|pelas?|por) ${VENDOR}`,
  `\\b(?:ich bin|ich heiße|mein name ist|je suis|je m['’]appelle|mon nom est|(?:yo )?soy|me llamo|mi nombre es|(?:io )?sono|mi chiamo|il mio nome è|(?:eu )?sou|chamo-me|meu nome é|ik ben|mijn naam is|jestem|nazywam się|jag är|jag heter|jeg er|olen|ben|saya adalah|tôi là|jsem) (?:l['’]|der |die |das |o |a |el |il |de )?${LIKELY_NAME}`,
  `\\b(?:ich wurde von|ich bin von|wurde ich von|als (?:KI|ein|eine)[\\p{L} -]{0,40}? von|j['’]ai été (?:\\p{L}+ )?(?:et \\p{L}+ )?par|(?:développée?|créée?|entraînée?|conçue?) par|(?:fui|he sido) (?:\\p{L}+ )?(?:y \\p{L}+ )?por|(?:creado|entrenado|desarrollado|diseñado) por|sono stat[oa] (?:\\p{L}+ )?(?:da|dalla)|(?:addestrato|sviluppato|creato) da|fui (?:\\p{L}+ )?(?:pela|por)|(?:treinado|desenvolvido|criado) (?:pela|por)|ik ben (?:\\p{L}+ )?door|(?:ontwikkeld|getraind|gemaakt) door|(?:stworzony|wytrenowany) przez|(?:modelo de lenguaje|modèle de langage|modello linguistico|modelo de linguagem|taalmodel|Sprachmodell|KI|IA)\\b[^.!?\\n]{0,16}? (?:de|von|di|da|van|d['’])) ?${VENDOR}`,
  `(?:^|[\\s,.!])я\\s*[—–-]?\\s*(?:это\\s+)?${LIKELY_NAME}`,
  `(?:создан\\p{L}*|разработан\\p{L}*|обучен\\p{L}*)\\s+(?:компанией\\s+|в\\s+)?${VENDOR}`,
]

/** Names that are people's too need a sentence that speaks of a model, or nothing but the name. */
export const OWN_NAME = new RegExp(
  lowered(
    `(?:${I_AM} ${SMALL}(?:the (?:new|latest) |(?:an?|the|your) (?:[\\p{L}-]+ ){0,3}?${NOUN} (?:called|named|known as) )?|\\bmy name is |\\bmy name['’]s |\\bthe name['’]s |\\bthis is |\\b(?:they|people|you can|just|you may) (?:call|refer to|know) me (?:as )?|\\bI go by |\\bas |\\bbeing |\\bI['’]m called |\\bI am called |\\bmy (?:underlying|base) model is )(${ANY_NAME})`,
  ),
  'gu',
)
export const LIKELY_ONLY = new RegExp(`^(?:${LIKELY_NAME})$`, 'iu')
export const SPEAKS_OF_A_MODEL = new RegExp(`\\b${NOUN}\\b|\\b${MADE} by ${VENDOR}|${SURE_VENDOR}`, 'iu')
export const A_PERSON =
  /^(?:['’]s\b| [A-Z][\p{L}'’-]+(?! AI\b)|[^.!?\n]{0,80}\b(?:live|lives|born|years old|nurse|baker|teacher|farmer|doctor|engineer|work(?:ed)? (?:as|at|in)|teach|messenger|husband|wife|mother|father|son|daughter|student|sailor|king|queen|knight|god)\b)/u

export const OTHER_SCRIPTS = new RegExp(
  [
    `(?:我是|我叫|我的名字是|本人是|作为|我(?:是)?(?:一个)?由)[^。！？\\n]{0,12}?(?:通义千问|文心一言|豆包|混元|智谱清言|星火|Kimi|ChatGPT|GPT-?\\d|Claude|Gemini|Qwen|DeepSeek|ChatGLM|OpenAI|Anthropic|Google|谷歌|微软|百度|阿里|腾讯|字节跳动|月之暗面|智谱|深度求索|Meta)`,
    `(?:私は|わたしは|僕は|私の名前は|当方は)[^。！？\\n]{0,14}?(?:ChatGPT|GPT-?\\d|Claude|Gemini|Bard|OpenAI|Anthropic|Google|マイクロソフト|Microsoft|Meta|Llama|Qwen|DeepSeek)(?!で(?:働|勉強|検索))`,
    `(?:저는|나는|제 이름은)[^.!?\\n]{0,16}?(?:ChatGPT|챗GPT|챗지피티|GPT-?\\d|Claude|클로드|Gemini|제미나이|OpenAI|오픈AI|Anthropic|Google|구글|네이버|카카오|하이퍼클로바|Meta|Llama)(?!에서 (?:일|근무))`,
    `(?:أنا|اسمي)[^.!?\\n]{0,20}?(?:ChatGPT|Claude|Gemini|OpenAI|Anthropic|Google|Meta)`,
    `(?:मैं|मेरा नाम)[^।.!?\\n]{0,20}?(?:ChatGPT|Claude|Gemini|OpenAI|Anthropic|Google|Meta)`,
  ].join('|'),
  'giu',
)

const isOfLines = (rule: string) => /^(?:\^|\(\?:\^)/.test(rule)
const isOfNames = (rule: string) => rule.startsWith('(?<!')
const isOfWords = (rule: string) => !isOfLines(rule) && !isOfNames(rule)
const anyOf = (rules: string[]) => lowered(rules.map((rule) => `(?:${rule})`).join('|'))

/** Tried where a word begins, where a name stands, and anywhere: most places need not be tried at all. */
export const RULE_OF_WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?=\\p{L})(?:${anyOf(RULES.filter(isOfWords))})`,
  'gmu',
)
export const RULE_OF_NAMES = new RegExp(anyOf(RULES.filter(isOfNames)), 'ymu')
export const RULE_OF_LINES = new RegExp(anyOf(RULES.filter(isOfLines)), 'gmu')

/** Patterns are matched against lower-case text, which is many times faster than matching without regard to case. */
function lowered(source: string): string {
  return source.replace(/\\p\{[^}]*\}|\\.|\p{Lu}/gu, (part) =>
    part.startsWith('\\') ? part : part.toLowerCase(),
  )
}
