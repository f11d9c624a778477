CREATE TABLE "judge_scores" (
	"study_id" integer NOT NULL,
	"judge_id" bigint NOT NULL,
	"output_id" bigint NOT NULL,
	"score" double precision NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "judge_scores_pk" PRIMARY KEY("study_id","judge_id","output_id")
);
--> statement-breakpoint
CREATE TABLE "judges" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "judges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "judges_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "judges_name" UNIQUE("study_id","name")
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"study_id" integer NOT NULL,
	"judge_id" bigint NOT NULL,
	"output_first" bigint NOT NULL,
	"output_second" bigint NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verdicts_pk" PRIMARY KEY("study_id","judge_id","output_first","output_second"),
	CONSTRAINT "verdicts_outcome" CHECK ("verdicts"."outcome" in ('a', 'b', 'tie', 'both_bad')),
	CONSTRAINT "verdicts_two_outputs" CHECK ("verdicts"."output_first" <> "verdicts"."output_second")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"approach" text,
	"cost" double precision,
	"latency" double precision,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "models_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "models_name" UNIQUE("study_id","name")
);
--> statement-breakpoint
CREATE TABLE "outputs" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outputs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"prompt_id" bigint NOT NULL,
	"model_id" bigint NOT NULL,
	"batch_id" bigint NOT NULL,
	"sample" integer NOT NULL,
	"messages" jsonb NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"flags" text[] NOT NULL,
	CONSTRAINT "outputs_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "outputs_content" UNIQUE("study_id","prompt_id","model_id","content_hash")
);
--> statement-breakpoint
CREATE TABLE "prompts" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "prompts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"messages" jsonb NOT NULL,
	"tags" text[] NOT NULL,
	"language" text NOT NULL,
	"group" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "prompts_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "prompts_content" UNIQUE("study_id","content_hash"),
	CONSTRAINT "prompts_external_id" UNIQUE("study_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "renderings" (
	"study_id" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"html" text NOT NULL,
	"layout" smallint DEFAULT 1 NOT NULL,
	CONSTRAINT "renderings_pk" PRIMARY KEY("study_id","hash")
);
--> statement-breakpoint
CREATE TABLE "pairs" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "pairs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"prompt_id" bigint NOT NULL,
	"output_lo" bigint NOT NULL,
	"output_hi" bigint NOT NULL,
	"model_lo" bigint NOT NULL,
	"model_hi" bigint NOT NULL,
	"slots" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"shown_lo_first" integer DEFAULT 0 NOT NULL,
	"shown_hi_first" integer DEFAULT 0 NOT NULL,
	"probability" double precision,
	CONSTRAINT "pairs_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "pairs_outputs" UNIQUE("study_id","output_lo","output_hi"),
	CONSTRAINT "pairs_taken" CHECK ("pairs"."taken" between 0 and "pairs"."slots"),
	CONSTRAINT "pairs_order" CHECK ("pairs"."output_lo" < "pairs"."output_hi")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" "bytea" NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"study_id" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_hash" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"study_id" integer,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "login_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "people_role" CHECK ("people"."role" in ('owner', 'admin', 'analyst', 'data_reader'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"csrf" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_codes" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"token_id" integer NOT NULL,
	"key" "bytea" NOT NULL,
	"request" "bytea" NOT NULL,
	"answer" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pk" PRIMARY KEY("token_id","key")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "token_usage" (
	"token_id" integer PRIMARY KEY NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"requests" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot_chunks" (
	"study_id" integer NOT NULL,
	"snapshot_id" text NOT NULL,
	"path" text NOT NULL,
	"number" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "snapshot_chunks_pk" PRIMARY KEY("study_id","snapshot_id","path","number")
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"study_id" integer NOT NULL,
	"id" text NOT NULL,
	"state" text DEFAULT 'building' NOT NULL,
	"filter" jsonb NOT NULL,
	"position" bigint NOT NULL,
	"files_done" integer DEFAULT 0 NOT NULL,
	"files_total" integer DEFAULT 0 NOT NULL,
	"rows_done" bigint DEFAULT 0 NOT NULL,
	"builder" text,
	"builder_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"manifest" jsonb,
	"failure" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	"revoked_reason" text,
	CONSTRAINT "snapshots_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "snapshots_state" CHECK ("snapshots"."state" in ('building', 'ready', 'failed', 'revoked')),
	CONSTRAINT "snapshots_ready" CHECK (("snapshots"."state" in ('ready', 'revoked')) = ("snapshots"."manifest" is not null)),
	CONSTRAINT "snapshots_revoked" CHECK (("snapshots"."state" = 'revoked') = ("snapshots"."revoked_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "ballot_boxes" (
	"study_id" integer PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"plan" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "ballot_boxes_state" CHECK ("ballot_boxes"."state" in ('draft', 'open', 'paused', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "studies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "studies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"question" text NOT NULL,
	"instructions" text NOT NULL,
	"consent" text NOT NULL,
	"consent_version" integer DEFAULT 1 NOT NULL,
	"settings" jsonb NOT NULL,
	"frozen_hash" text,
	"secret" "bytea" DEFAULT sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea) NOT NULL,
	"masks" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "studies_slug" UNIQUE("slug"),
	CONSTRAINT "studies_key" UNIQUE("key"),
	CONSTRAINT "studies_slug_shape" CHECK ("studies"."slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
--> statement-breakpoint
CREATE TABLE "consent_texts" (
	"study_id" integer NOT NULL,
	"version" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_texts_pk" PRIMARY KEY("study_id","version")
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "exclusions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tester_id" bigint NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"replaces" boolean DEFAULT true NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "exclusions_pk" PRIMARY KEY("study_id","id")
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "invites_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"cap" integer,
	"joined" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invites_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "invites_kind" CHECK ("invites"."kind" in ('open', 'personal'))
);
--> statement-breakpoint
CREATE TABLE "testers" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "testers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"invite_id" bigint NOT NULL,
	"pseudonym" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"consent_version" integer NOT NULL,
	"consent_hash" "bytea",
	"consent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"may_publish" boolean,
	"promised_minutes" integer,
	"promise_met_at" timestamp with time zone,
	"practised" integer DEFAULT 0 NOT NULL,
	"rested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"rested_votes" integer DEFAULT 0 NOT NULL,
	"locale" text NOT NULL,
	"simulated" boolean DEFAULT false NOT NULL,
	"votes" integer DEFAULT 0 NOT NULL,
	"skips" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"votes_at_report" integer,
	"by_staff" boolean DEFAULT false NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"holds_slots" boolean DEFAULT true NOT NULL,
	CONSTRAINT "testers_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "testers_token" UNIQUE("study_id","token_hash"),
	CONSTRAINT "testers_pseudonym" UNIQUE("study_id","pseudonym")
);
--> statement-breakpoint
CREATE TABLE "batch_chunks" (
	"study_id" integer NOT NULL,
	"batch_id" bigint NOT NULL,
	"file" integer NOT NULL,
	"number" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "batch_chunks_pk" PRIMARY KEY("study_id","batch_id","file","number")
);
--> statement-breakpoint
CREATE TABLE "batch_files" (
	"study_id" integer NOT NULL,
	"batch_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "batch_files_pk" PRIMARY KEY("study_id","batch_id","number")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "batches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"files" text[] NOT NULL,
	"content_hash" text,
	"report" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"later" boolean DEFAULT false NOT NULL,
	"options" jsonb,
	"reading" integer DEFAULT 0 NOT NULL,
	"progress" jsonb,
	"heartbeat_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	CONSTRAINT "batches_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "batches_state" CHECK ("batches"."state" in ('staged', 'published', 'rejected', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "staged_rows" (
	"study_id" integer NOT NULL,
	"batch_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"row" jsonb NOT NULL,
	CONSTRAINT "staged_rows_pk" PRIMARY KEY("study_id","batch_id","number")
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"study_id" integer NOT NULL,
	"id" text NOT NULL,
	"pair_id" bigint,
	"item" integer,
	"tester_id" bigint NOT NULL,
	"swapped" boolean NOT NULL,
	"purpose" text NOT NULL,
	"state" text DEFAULT 'reserved' NOT NULL,
	"probability" double precision,
	"shown_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reserved_until" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	"answer_hash" "bytea",
	"repeat_of" text,
	"slot_returned" boolean DEFAULT false NOT NULL,
	CONSTRAINT "comparisons_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "comparisons_purpose" CHECK ("comparisons"."purpose" in ('vote', 'repeat', 'practice', 'check')),
	CONSTRAINT "comparisons_subject" CHECK (("comparisons"."purpose" in ('vote', 'repeat')) = ("comparisons"."pair_id" is not null) and ("comparisons"."pair_id" is null) = ("comparisons"."item" is not null)),
	CONSTRAINT "comparisons_state" CHECK ("comparisons"."state" in ('reserved', 'answered', 'skipped', 'lapsed', 'reopened'))
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"study_id" integer NOT NULL,
	"position" bigint NOT NULL,
	"previous" "bytea" NOT NULL,
	"leaves" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seals_pk" PRIMARY KEY("study_id","position"),
	CONSTRAINT "seals_previous" UNIQUE("study_id","previous")
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"study_id" integer NOT NULL,
	"comparison_id" text NOT NULL,
	"revision" integer NOT NULL,
	"position" bigint NOT NULL,
	"outcome" text NOT NULL,
	"strength" integer,
	"score_a" integer,
	"score_b" integer,
	"criteria" jsonb NOT NULL,
	"reasons" text[] NOT NULL,
	"comment" text NOT NULL,
	"seconds" double precision,
	"claims" jsonb NOT NULL,
	"input" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"nonce" uuid,
	"hash" "bytea",
	"seen_a" boolean,
	"seen_b" boolean,
	CONSTRAINT "votes_pk" PRIMARY KEY("study_id","comparison_id","revision"),
	CONSTRAINT "votes_position" UNIQUE("study_id","position"),
	CONSTRAINT "votes_outcome" CHECK ("votes"."outcome" in ('a', 'b', 'tie', 'both_bad', 'skip')),
	CONSTRAINT "votes_scores" CHECK ("votes"."score_a" between 1 and 5 and "votes"."score_b" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "judge_scores" ADD CONSTRAINT "judge_scores_judge" FOREIGN KEY ("study_id","judge_id") REFERENCES "public"."judges"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_scores" ADD CONSTRAINT "judge_scores_output" FOREIGN KEY ("study_id","output_id") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_judge" FOREIGN KEY ("study_id","judge_id") REFERENCES "public"."judges"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_output_first" FOREIGN KEY ("study_id","output_first") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_output_second" FOREIGN KEY ("study_id","output_second") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_prompt" FOREIGN KEY ("study_id","prompt_id") REFERENCES "public"."prompts"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_model" FOREIGN KEY ("study_id","model_id") REFERENCES "public"."models"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_output_lo" FOREIGN KEY ("study_id","output_lo") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_output_hi" FOREIGN KEY ("study_id","output_hi") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_study_id_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."studies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_usage" ADD CONSTRAINT "token_usage_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_chunks" ADD CONSTRAINT "snapshot_chunks_snapshot" FOREIGN KEY ("study_id","snapshot_id") REFERENCES "public"."snapshots"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_tester" FOREIGN KEY ("study_id","tester_id") REFERENCES "public"."testers"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testers" ADD CONSTRAINT "testers_invite" FOREIGN KEY ("study_id","invite_id") REFERENCES "public"."invites"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testers" ADD CONSTRAINT "testers_consent" FOREIGN KEY ("study_id","consent_version") REFERENCES "public"."consent_texts"("study_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_chunks" ADD CONSTRAINT "batch_chunks_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_files" ADD CONSTRAINT "batch_files_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staged_rows" ADD CONSTRAINT "staged_rows_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_pair" FOREIGN KEY ("study_id","pair_id") REFERENCES "public"."pairs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_tester" FOREIGN KEY ("study_id","tester_id") REFERENCES "public"."testers"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_comparison" FOREIGN KEY ("study_id","comparison_id") REFERENCES "public"."comparisons"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outputs_by_model" ON "outputs" USING btree ("study_id","model_id","prompt_id");--> statement-breakpoint
CREATE INDEX "pairs_open" ON "pairs" USING btree ("study_id","id") WHERE taken < slots;--> statement-breakpoint
CREATE INDEX "pairs_models" ON "pairs" USING btree ("study_id","model_lo","model_hi");--> statement-breakpoint
CREATE INDEX "audit_study" ON "audit" USING btree ("study_id","id");--> statement-breakpoint
CREATE INDEX "login_attempts_email" ON "login_attempts" USING btree ("email","at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "snapshots_building" ON "snapshots" USING btree ("study_id","created_at") WHERE state = 'building';--> statement-breakpoint
CREATE INDEX "invites_hash" ON "invites" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "testers_by_invite" ON "testers" USING btree ("study_id","invite_id");--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_one_live" ON "comparisons" USING btree ("study_id","tester_id") WHERE state = 'reserved';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_one_reopened" ON "comparisons" USING btree ("study_id","tester_id") WHERE state = 'reopened';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_pair_once" ON "comparisons" USING btree ("study_id","tester_id","pair_id") WHERE purpose = 'vote';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_practice_once" ON "comparisons" USING btree ("study_id","tester_id","item") WHERE purpose = 'practice' and state <> 'lapsed';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_repeat_once" ON "comparisons" USING btree ("study_id","repeat_of");--> statement-breakpoint
CREATE INDEX "comparisons_by_pair" ON "comparisons" USING btree ("study_id","pair_id");--> statement-breakpoint
CREATE INDEX "comparisons_by_tester" ON "comparisons" USING btree ("study_id","tester_id");--> statement-breakpoint
CREATE INDEX "comparisons_lapsing" ON "comparisons" USING btree ("study_id","reserved_until") WHERE state = 'reserved';--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "votes_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "votes" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "consent_texts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent_texts" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE FUNCTION "public"."vote_hash"(v "public"."votes") RETURNS bytea LANGUAGE sql STABLE AS $$
  select sha256(convert_to((
    jsonb_strip_nulls(to_jsonb(v) - array['hash', 'at', 'criteria', 'claims'])
    || jsonb_build_object(
         'at', (extract(epoch from v.at) * 1000000)::bigint, 'criteria', v.criteria, 'claims', v.claims,
         'shown', (
           select jsonb_build_array(c.tester_id, c.purpose, c.swapped, c.pair_id, c.item, c.repeat_of,
                                    p.output_lo, p.output_hi, p.model_lo, p.model_hi)
           from public.comparisons c
           left join public.pairs p on p.study_id = c.study_id and p.id = c.pair_id
           where c.study_id = v.study_id and c.id = v.comparison_id))
  )::text, 'UTF8'))
$$;
--> statement-breakpoint
CREATE FUNCTION "public"."hash_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  new.nonce := gen_random_uuid();
  new.hash := public.vote_hash(new);
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER "votes_hash" BEFORE INSERT ON "votes" FOR EACH ROW EXECUTE FUNCTION "public"."hash_vote"();--> statement-breakpoint
CREATE TRIGGER "seals_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "seals" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
ALTER TABLE "batch_chunks" ALTER COLUMN "data" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "snapshot_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
