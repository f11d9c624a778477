"""One training step each with TRL's DPO, reward and KTO trainers, on a tiny model made here."""

import pathlib
import sys

from datasets import load_dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import GPT2Config, GPT2ForSequenceClassification, GPT2LMHeadModel, PreTrainedTokenizerFast
from trl import DPOConfig, DPOTrainer, RewardConfig, RewardTrainer

try:
    from trl import KTOConfig, KTOTrainer
except ImportError:
    from trl.experimental.kto import KTOConfig, KTOTrainer

folder = pathlib.Path(sys.argv[1])
alphabet = {token: at for at, token in enumerate(["<pad>", "<eos>", *sorted(pre_tokenizers.ByteLevel.alphabet())])}
raw = Tokenizer(models.BPE(vocab=alphabet, merges=[]))
raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
raw.decoder = decoders.ByteLevel()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, pad_token="<pad>", eos_token="<eos>", bos_token="<eos>")
tokenizer.chat_template = (
    "{% for message in messages %}[{{ message.role }}] {{ message.content }}<eos>{% endfor %}"
    "{% if add_generation_prompt %}[assistant] {% endif %}"
)
shape = GPT2Config(
    vocab_size=len(tokenizer), n_positions=512, n_embd=16, n_layer=1, n_head=2, num_labels=1,
    pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id, bos_token_id=tokenizer.eos_token_id,
)
common = dict(
    output_dir=str(folder / "out"), max_steps=1, per_device_train_batch_size=4, report_to=[], use_cpu=True,
    logging_steps=1, save_strategy="no", max_length=256, bf16=False, gradient_checkpointing=False,
)


def rows(name):
    return load_dataset("json", data_files=str(folder / f"{name}.jsonl"), split="train", cache_dir=str(folder / "cache"))


def step(name, trainer):
    loss = trainer.train().training_loss
    assert loss == loss and loss < 1e6, f"{name}: loss {loss}"
    print(f"{'trl ' + name:<20} one step, loss {loss:.3f}, {len(trainer.train_dataset)} rows")


step("dpo", DPOTrainer(
    model=GPT2LMHeadModel(shape), ref_model=GPT2LMHeadModel(shape), args=DPOConfig(**common),
    train_dataset=rows("dpo"), processing_class=tokenizer,
))
step("reward", RewardTrainer(
    model=GPT2ForSequenceClassification(shape), args=RewardConfig(**common),
    train_dataset=rows("reward"), processing_class=tokenizer,
))
step("kto", KTOTrainer(
    model=GPT2LMHeadModel(shape), ref_model=GPT2LMHeadModel(shape), args=KTOConfig(**common),
    train_dataset=rows("kto"), processing_class=tokenizer,
))
