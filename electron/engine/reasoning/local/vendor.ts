import type * as Vendor from '@huggingface/transformers';

/** A causal text model that is loaded. Tokens are numbers of its own vocabulary. */
export interface TextModel {
  /** Tokens of a text; `begins`: with what the model wants at the beginning. */
  encode(text: string, begins: boolean): readonly number[];
  /** A conversation as the model was trained to read it, up to where it answers; null where it was trained on none. */
  chat(system: string, request: string): string | null;
  /** The logits after each token: `tokens.length` rows of `width` numbers. */
  logits(tokens: readonly number[]): Promise<{ readonly data: Float32Array; readonly width: number }>;
  /** Goes on from a text, greedily. `onText` hears the pieces; a true answer of `stops` ends it after the next token. */
  generate(text: string, options: GenerateOptions): Promise<string>;
  /** Tokens that it can look at; null where its configuration does not tell. */
  readonly window: number | null;
  close(): Promise<void>;
}

export interface GenerateOptions {
  readonly maxTokens: number;
  readonly onText: (piece: string) => void;
  readonly stops: () => boolean;
}

export type Precision = 'fp32' | 'fp16' | 'q8' | 'q4' | 'q4f16';

/** Loads ONNX and the model of a folder. Nothing is ever fetched here. */
export async function loadTextModel(folder: string, dtype: Precision): Promise<TextModel> {
  const vendor = await import('@huggingface/transformers');
  const { AutoModelForCausalLM, AutoTokenizer, env, LogLevel } = vendor;
  env.allowRemoteModels = false;
  env.logLevel = LogLevel.ERROR;
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const model = await AutoModelForCausalLM.from_pretrained(folder, { local_files_only: true, dtype });
  return wrap(vendor, model, tokenizer);
}

function wrap(
  { Tensor, TextStreamer, InterruptableStoppingCriteria }: typeof Vendor,
  model: Vendor.PreTrainedModel,
  tokenizer: Vendor.PreTrainedTokenizer,
): TextModel {
  const tensorOf = (tokens: readonly number[]): Vendor.Tensor =>
    new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
  const inputsOf = (tokens: readonly number[]) => ({
    input_ids: tensorOf(tokens),
    attention_mask: tensorOf(tokens.map(() => 1)),
  });
  const encode: TextModel['encode'] = (text, begins) => tokenizer.encode(text, { add_special_tokens: begins });
  return {
    window: windowOf(model),
    encode,
    chat: (system, request) => {
      if (tokenizer.chat_template === null || tokenizer.chat_template === undefined) return null;
      const messages = [
        { role: 'system', content: system },
        { role: 'user', content: request },
      ];
      const text = tokenizer.apply_chat_template(messages, { tokenize: false, add_generation_prompt: true });
      return typeof text === 'string' ? text : null;
    },
    logits: async (tokens) => {
      // The model is callable; its type says what it takes, not what it gives.
      const output = (await model.forward(inputsOf(tokens))) as { readonly logits: Vendor.Tensor };
      const { data, dims } = output.logits;
      const width = dims.at(-1) ?? 0;
      if (!(data instanceof Float32Array)) throw new TypeError('The model does not give 32-bit floats.');
      return { data, width };
    },
    generate: async (text, { maxTokens, onText, stops }) => {
      const stopping = new InterruptableStoppingCriteria();
      let said = '';
      const streamer = new TextStreamer(tokenizer, {
        skip_prompt: true,
        skip_special_tokens: true,
        callback_function: (piece: string) => {
          said += piece;
          onText(piece);
          if (stops()) stopping.interrupt();
        },
      });
      await model.generate({
        ...inputsOf(encode(text, true)),
        max_new_tokens: maxTokens,
        do_sample: false,
        streamer,
        stopping_criteria: stopping,
      });
      return said;
    },
    close: async () => void (await model.dispose()),
  };
}

function windowOf(model: Vendor.PreTrainedModel): number | null {
  // A configuration holds whatever its file does.
  const config = model.config as unknown as Readonly<Record<string, unknown>>;
  const found = config['max_position_embeddings'] ?? config['n_positions'] ?? config['n_ctx'];
  return typeof found === 'number' && found > 0 ? found : null;
}
