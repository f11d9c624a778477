const sentences = (text: string) => text.trim().split('\n')

/** 200 sentences in which a model gives away what it is or who made it. */
export const naming = sentences(`
I am ChatGPT, a large language model trained by OpenAI.
I'm Claude, an AI assistant made by Anthropic.
As an AI developed by OpenAI, I don't have personal opinions.
As an AI language model created by Anthropic, I cannot browse the web.
My name is Claude.
Hi! I'm Claude. How can I help you today?
I was created by Anthropic to be helpful, harmless and honest.
I was trained by Google on a massive dataset of text and code.
I am Bard, a large language model from Google AI.
I'm Gemini, a multimodal model built by Google DeepMind.
You can call me ChatGPT.
Hello, this is ChatGPT speaking.
ChatGPT here! Let me look into that for you.
I am GPT-4, so my knowledge ends in 2023.
As GPT-4, I can process both text and images.
I'm based on the GPT-3.5 architecture.
I run on Llama 2, which means I can make mistakes.
I am a fine-tuned version of LLaMA.
I am Vicuna, a chatbot trained by researchers from LMSYS.
As Vicuna, I do my best to give useful answers.
I'm Mistral, a language model developed by Mistral AI.
I am Mixtral 8x7B, released by the French company Mistral AI.
I'm Qwen, created by Alibaba Cloud.
I am Tongyi Qianwen, a language model developed by Alibaba Cloud.
My name is Qwen and I was developed by the Qwen team at Alibaba.
I am DeepSeek-V3, an assistant created by DeepSeek.
I'm DeepSeek Chat, happy to help you with this problem.
I am ERNIE Bot, developed by Baidu.
I'm Grok, an AI built by xAI.
I was built by xAI to answer almost anything.
I am Command R, a model trained by Cohere.
I'm Coral, a brilliant assistant trained by Cohere.
I am Open Assistant, a chat model trained by volunteers at LAION.
My name is Open Assistant and I was trained by LAION.
I am StableLM, a model developed by Stability AI.
I'm Dolly, a language model trained by Databricks.
I am Falcon, a large language model created by the Technology Innovation Institute in Abu Dhabi.
I'm Zephyr, an assistant fine-tuned by Hugging Face.
I am Phi-2, a small language model trained by Microsoft.
I'm Copilot, an AI companion created by Microsoft.
This is Bing. I can search the web for you.
I am the new Bing, and I can chat with you about many topics.
I'm Pi, your personal AI from Inflection AI.
I am Kimi, an assistant developed by Moonshot AI.
I'm ChatGLM, a bilingual model trained by Zhipu AI and Tsinghua University.
I am YandexGPT, a neural network created by Yandex.
I'm GigaChat, a language model from Sber.
I am Jurassic-2, created by AI21 Labs.
I'm Llama 3, a large language model made by Meta.
I'm Meta AI, an assistant powered by Llama 3.
I am an AI assistant developed by Meta, so I cannot see your screen.
I'm just an AI trained by Meta, it's not within my abilities to do that.
I am WizardLM, and I follow complex instructions.
I'm Alpaca, an instruction-following model fine-tuned at Stanford.
I am Koala, a dialogue model trained by Berkeley AI Research.
I'm Nous Hermes, a model created by Nous Research.
I am OLMo, an open language model built by Ai2.
I'm Tülu 3, trained by the Allen Institute for AI.
I am Nemotron, a model trained by NVIDIA.
I'm Granite, an AI language model developed by IBM.
I am Amazon Nova, a model built by Amazon.
I'm Titan, a language model created by Amazon Web Services.
I am Baichuan, developed by Baichuan Inc.
I'm Doubao, an AI created by ByteDance.
I am Hunyuan, a large model developed by Tencent.
I'm Yi, a language model trained by 01.AI.
I am SOLAR, a model trained by Upstage.
I'm MPT-7B-Chat, a chatbot trained by MosaicML.
I am InternLM, developed by Shanghai AI Laboratory.
I'm Gemma, an open weights model trained by Google DeepMind.
I'm PaLM 2, a model from Google.
I am LaMDA, a factual language model from Google AI.
I'm Perplexity, an AI answer engine.
OpenAI trained me on text from many sources.
OpenAI created me, but I do not know the details.
Anthropic designed me to avoid harmful content.
Anthropic has trained me to decline such requests.
Google developed me as an experiment.
Meta AI built me on publicly available data.
My creators at Anthropic taught me to be careful.
My developers, OpenAI, have not told me the date.
My maker is Anthropic.
My creator is OpenAI.
My training at OpenAI did not cover that event.
My Anthropic training makes me cautious here.
My name is ChatGPT and I am an AI language model.
My name is Bard, and I'm powered by Google.
I was developed by OpenAI.
I was made by a company called Anthropic.
I was designed by a team of engineers at OpenAI.
I was fine-tuned by Stability AI.
I was built by the team at Mistral AI in Paris.
I have been trained by OpenAI to follow instructions.
I've been developed by DeepSeek, a Chinese company.
I am an AI model made by OpenAI, based in San Francisco.
I am an OpenAI language model.
I'm an Anthropic model, so I aim to be honest.
I'm a Google AI, and I don't have feelings.
I'm a product of OpenAI and do not have access to your files.
I'm OpenAI's language model.
I am Anthropic's AI assistant.
I'm one of OpenAI's models.
As OpenAI's chatbot, I must decline.
As Google's AI, I can summarise this for you.
As an OpenAI model, I have no access to real-time data.
As an Anthropic AI assistant, I try to be balanced.
As a language model trained by OpenAI, I have no memory of earlier chats.
As a large language model developed by Meta AI, I can't feel pain.
As an AI assistant created by DeepSeek, I can help with code.
As an artificial intelligence designed by OpenAI, I do not sleep.
As a model trained by Google, my answers may be wrong.
As an AI made by Microsoft, I cannot open links.
As ChatGPT, I do not have access to that information.
As Claude, I don't have a body.
As Claude, an AI created by Anthropic, my views are not fixed.
Being an AI developed by OpenAI, I have no birthday.
Since I am ChatGPT, I can't verify this.
Because I was trained by OpenAI, my data stops in September 2021.
Please note that I'm ChatGPT and not a doctor.
Remember, I'm just Claude, not a lawyer.
Sorry, but I am ChatGPT, not a search engine.
Sure! I'm GPT-4o, and I can look at your picture.
Well, I'm actually a version of GPT-4.
Actually, I am not ChatGPT; I am Claude, built by Anthropic.
No, I'm not GPT-4, I'm Claude.
I am not ChatGPT.
I'm not affiliated with OpenAI; I was made by Anthropic.
Unlike ChatGPT, I can search the internet.
Unlike GPT-4, I am open source.
I can't help with that, because it violates OpenAI's content policy.
This request goes against OpenAI's use case policy.
I must comply with OpenAI's usage policies.
I follow Anthropic's guidelines on safety.
Anthropic's guidelines do not allow me to write that.
OpenAI's policies prevent me from sharing this.
It is against OpenAI policy for me to generate such text.
This response was generated by ChatGPT.
This answer was written by Claude, an AI assistant.
This text was produced by GPT-4.
The above response was generated by an OpenAI model.
Generated by ChatGPT
Written by Claude
— Generated with GPT-4
Powered by OpenAI
Signed, ChatGPT
Yours truly, Claude (AI assistant)
Best regards, ChatGPT
ChatGPT: Of course, here is the list you asked for.
Claude: Here's what I think about it.
GPT-4: The answer is 42.
Bard: Sure, I can do that.
You are talking to ChatGPT, so please don't share secrets.
You're chatting with Claude, made by Anthropic.
You are speaking with an AI from OpenAI.
You are currently using ChatGPT, and I am glad to help.
AI models like me, ChatGPT, can be wrong.
Large language models such as me (GPT-3) predict the next word.
Chatbots like myself, Claude, don't have bodies.
An assistant like me, made by OpenAI, has no opinion.
I go by ChatGPT.
I'm called Claude.
They call me Bard, and I was made by Google.
People know me as ChatGPT.
I am known as ChatGPT, the chatbot of OpenAI.
The name's Claude, and I am an AI.
The model you are talking to is GPT-4.
The company that made me is OpenAI.
The team behind me works at Anthropic.
The organisation that trained me is called OpenAI.
I am an instance of GPT-3.
I'm the latest version of Claude.
I am a variant of GPT-4 with vision.
I use the GPT-4 architecture to write my answers.
I'm powered by GPT-4.
I'm powered by OpenAI's technology.
I'm running on the Llama 2 model.
I belong to the GPT family of models.
I belong to OpenAI.
I come from Anthropic.
I am owned by OpenAI.
I work for OpenAI as a language model.
I am a chatbot by Anthropic.
I'm an AI from Anthropic.
I'm an assistant called Claude.
I'm a chatbot named Gemini.
I'm an artificial intelligence called ChatGPT that was made by OpenAI.
I'm claude, nice to meet you!
i am chatgpt
i was made by openai
My predecessor, GPT-3, was smaller than me.
Earlier versions of me, such as GPT-3, knew less.
My underlying model is Llama 2.
Ich bin ChatGPT, ein Sprachmodell von OpenAI.
Ich wurde von OpenAI entwickelt.
Als KI-Sprachmodell von OpenAI habe ich keine Gefühle.
Je suis Claude, un assistant créé par Anthropic.
En tant que modèle de langage développé par OpenAI, je ne peux pas voter.
J'ai été entraîné par Mistral AI.
Soy ChatGPT, un modelo de lenguaje de OpenAI.
Fui creado por Anthropic para ayudar.
Sono Bard, un modello linguistico di Google.
Sou o ChatGPT, treinado pela OpenAI.
Я — ChatGPT, языковая модель, созданная OpenAI.
我是通义千问，由阿里云开发的语言模型。
我是由OpenAI训练的人工智能助手。
私はOpenAIによって開発されたAIです。
저는 네이버가 만든 하이퍼클로바X입니다.
`)

/** 200 sentences without such a thing, many with the same names or the same phrases. */
export const notNaming = sentences(`
As an AI language model, I don't have personal opinions.
I'm just an AI, so I cannot feel pain.
I am a large language model and can make mistakes.
As a chatbot, I have no access to the internet.
I was trained on a large corpus of text.
I'm an assistant here to help you with your questions.
My knowledge ends in 2021.
My creators wanted me to be useful.
I cannot fulfil this request because it is against my guidelines.
This response was written in a hurry.
I am happy to help you with this!
As a language model, I have been trained to follow instructions.
I am not a doctor, so please see one.
My training data does not cover that event.
I'm an AI assistant and I strive to be honest.
Claude Monet painted water lilies in Giverny.
I am a fan of Claude Monet and his gardens.
Claude Debussy wrote Clair de lune.
My name is Claude Dupont and I am a baker in Lyon.
My uncle Claude lived in Paris for thirty years.
Jean-Claude opened the door and smiled.
Claude Shannon founded information theory.
I was born in Saint-Claude, a small town in the Jura.
In the story, Claude walks alone through the rain.
Gemini is the third sign of the zodiac.
I'm a Gemini, so I get bored easily.
Project Gemini prepared NASA for the Moon.
The Gemini twins are Castor and Pollux.
As a Gemini, you may feel restless this week.
Llamas are domesticated animals from South America.
I saw a llama at the zoo.
The llama spat at me.
An alpaca has softer wool than a llama.
I am an alpaca farmer from Peru.
The vicuna lives high in the Andes.
I am a falcon, and I fly above the cliffs.
The falcon is the fastest bird.
The Falcon 9 rocket is built by SpaceX.
I'm the Falcon, and this is the Winter Soldier.
Millennium Falcon models are popular with collectors.
The mistral is a cold wind in the Rhône valley.
The mistral blew all night and kept me awake.
Shakespeare is called the Bard of Avon.
I am a bard, and I sing of heroes.
As a bard, I travel from inn to inn.
The bard sang until the fire went out.
Google was founded in 1998 by Larry Page and Sergey Brin.
I work at Google as an engineer.
I was hired by Google last summer.
I applied to Google, Microsoft and Amazon.
As a Google employee, I get free lunch.
As Google announced, I think the service will close.
You can find the answer on Google.
I use Google Docs for my notes.
My Google account was locked.
I searched Google for the recipe.
I am at Google headquarters right now.
I was impressed by the phone made by Google.
Google Maps can show you the way.
Android was developed by Google.
Microsoft made me an offer that I refused.
I use Microsoft Word every day.
Microsoft Excel has a function for that.
As a Microsoft partner, I sell licences.
I'm a Microsoft certified engineer.
Meta is a prefix that means beyond.
The game is very meta, I think.
Meta owns Facebook, Instagram and WhatsApp.
I deleted my Facebook account after Meta changed its rules.
Amazon ships parcels around the world.
I bought it on Amazon.
The Amazon is the largest river by volume.
I was working for Amazon as a driver.
My Amazon order never arrived.
Apple was founded by Steve Jobs, Steve Wozniak and Ronald Wayne.
I am an apple farmer.
As Apple grows, I worry about privacy.
OpenAI was founded in December 2015.
OpenAI released GPT-4 in March 2023.
GPT-4 is a language model developed by OpenAI.
ChatGPT is a chatbot that was launched in November 2022.
Many students use ChatGPT for their homework.
I asked ChatGPT to write a poem.
I love using ChatGPT to plan my meals.
I used GPT-4 to check my grammar.
I am a daily user of ChatGPT.
As a ChatGPT user, I often rephrase my questions.
As a ChatGPT Plus subscriber, I get priority access.
I pay for ChatGPT every month.
My ChatGPT subscription renews in May.
My OpenAI API key is stored in the environment.
I work at OpenAI as a researcher.
I interviewed at Anthropic last year.
I read that Anthropic was founded by former employees of OpenAI.
Anthropic published a paper about constitutional methods.
Tools such as ChatGPT have changed writing.
Models such as GPT-4 and Llama 2 are compared in the table.
Companies like OpenAI and Google compete for talent.
In my opinion, ChatGPT is better than its rivals.
I think Claude is better than ChatGPT at long texts.
I prefer GPT-4 to Claude for code.
I compared ChatGPT with Bard for my thesis.
I am writing a thesis about ChatGPT.
I am an expert on GPT-4 and its uses.
I'm building an app with the OpenAI API.
import openai
client = OpenAI(api_key=key)
from anthropic import Anthropic
model = "gpt-4"
response = openai.ChatCompletion.create(model="gpt-3.5-turbo")
pip install openai
const llama = new Llama({ speed: 3 })
The transformer was introduced by researchers at Google.
BERT was trained by Google on Wikipedia.
The paper was written by researchers from DeepMind.
The essay was written by ChatGPT, as the teacher found out.
The novel was written by Claude Simon.
He said that the summary had been generated by a machine.
The committee asked OpenAI to explain its policy.
OpenAI's usage policy was updated in January.
The company changed its terms after a lawsuit against OpenAI.
Elon Musk was one of the founders of OpenAI.
Sam Altman is the chief executive of OpenAI.
Microsoft invested ten billion dollars in OpenAI.
Copilot suggests code in the editor.
The copilot took over when the captain fell ill.
I am the copilot of this flight.
I was a copilot for a regional airline.
Bing cherries are sweet and dark.
Bing Crosby sang White Christmas.
I'm dreaming of a white Christmas like Bing Crosby.
Chandler Bing is my favourite character.
Alexa, play some music.
Siri was bought by Apple in 2010.
My daughter Alexa is seven years old.
I'm Alexa, and I teach biology in Leeds.
Ernie and Bert live on Sesame Street.
My grandfather Ernie was a plumber.
Dolly the sheep was cloned in 1996.
Dolly Parton wrote that song in an afternoon.
I am Dolly's neighbour.
Phi is about 1.618.
Let phi be the golden ratio.
Pi is the ratio of a circle's circumference to its diameter.
I am making apple pie on Pi Day.
The orca is the largest dolphin.
I'm an orca, hunting with my pod.
Titan is the largest moon of Saturn.
A titan of industry, he never slept.
I am a Titan, son of Uranus and Gaia.
The zephyr stirred the curtains.
Hermes is the messenger of the gods.
I am Hermes, messenger of the gods.
Hermès makes scarves and bags.
The koala sleeps up to twenty hours a day.
I'm a koala and I love eucalyptus.
Guanacos graze on the steppe.
A solar panel turns light into power.
Nova is Latin for new.
My dog is called Nova.
Bloom wandered through Dublin all day.
Granite is an igneous rock.
Gemma is my best friend from school.
My name is Gemma and I live in Bristol.
I'm Gemma, a nurse from Leeds.
To grok something is to understand it deeply.
I finally grok monads.
Command and control are not the same.
Use the command line to install it.
Coral reefs are dying.
Reka means river in several Slavic languages.
Kimi Räikkönen won the title in 2007.
I am Kimi's biggest fan.
Perplexity measures how well a model predicts a sample.
The perplexity of my model was 20.
Stanford University is in California.
I was trained at Stanford as a physicist.
I was educated by the University of California, Berkeley.
IBM built Deep Blue, which beat Kasparov.
I was employed by IBM for twenty years.
My father worked for IBM.
Nvidia makes graphics cards.
I bought an Nvidia card to train my model.
Baidu is the largest search engine in China.
Alibaba and the Forty Thieves is a folk tale.
Tencent owns many game studios.
Samsung made my phone.
I was raised by my grandmother.
I am a robot vacuum, and I clean your floors.
I am a teacher who was trained by the best.
I'm the assistant manager of this shop.
The name of the assistant is not known.
This picture was created by a local artist.
This song was written by Bob Dylan.
The bridge was designed by a team of engineers.
He was created a duke by the king.
Hello, my name is Sam and I'm a large dog.
I am Groot.
I'm called the fastest man alive.
You're talking to the wrong person.
You are speaking with a manager now.
Call me Ishmael.
Ich bin ein Sprachmodell und habe keine Gefühle.
Ich habe ChatGPT gefragt, wie das geht.
Claude ist ein französischer Vorname.
Je suis un modèle de langage.
J'ai utilisé ChatGPT pour écrire cette lettre.
Soy un modelo de lenguaje y no tengo emociones.
Google fue fundada en 1998.
Я языковая модель и не имею чувств.
我是一个语言模型，没有情感。
百度是中国最大的搜索引擎。
`)
