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
CREATE TABLE "ballot_boxes" (
	"study_id" integer PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ballot_boxes_state" CHECK ("ballot_boxes"."state" in ('draft', 'open', 'paused', 'closed'))
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
	CONSTRAINT "batches_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "batches_state" CHECK ("batches"."state" in ('staged', 'published', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"study_id" integer NOT NULL,
	"id" text NOT NULL,
	"pair_id" bigint NOT NULL,
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
	CONSTRAINT "comparisons_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "comparisons_purpose" CHECK ("comparisons"."purpose" in ('vote', 'repeat', 'practice', 'check')),
	CONSTRAINT "comparisons_state" CHECK ("comparisons"."state" in ('reserved', 'answered', 'skipped', 'lapsed', 'reopened'))
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "exclusions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tester_id" bigint NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
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
CREATE TABLE "login_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "login_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
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
CREATE TABLE "prompts" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "prompts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"messages" jsonb NOT NULL,
	"tags" text[] NOT NULL,
	"language" text NOT NULL,
	"group" text NOT NULL,
	CONSTRAINT "prompts_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "prompts_content" UNIQUE("study_id","content_hash"),
	CONSTRAINT "prompts_external_id" UNIQUE("study_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "renderings" (
	"study_id" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"html" text NOT NULL,
	CONSTRAINT "renderings_pk" PRIMARY KEY("study_id","hash")
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
CREATE TABLE "staged_rows" (
	"study_id" integer NOT NULL,
	"batch_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"row" jsonb NOT NULL,
	CONSTRAINT "staged_rows_pk" PRIMARY KEY("study_id","batch_id","number")
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
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "studies_slug" UNIQUE("slug"),
	CONSTRAINT "studies_key" UNIQUE("key"),
	CONSTRAINT "studies_slug_shape" CHECK ("studies"."slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
--> statement-breakpoint
CREATE TABLE "testers" (
	"study_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "testers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"invite_id" bigint NOT NULL,
	"pseudonym" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"consent_version" integer NOT NULL,
	"consent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"locale" text NOT NULL,
	"simulated" boolean DEFAULT false NOT NULL,
	"votes" integer DEFAULT 0 NOT NULL,
	"skips" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "testers_pk" PRIMARY KEY("study_id","id"),
	CONSTRAINT "testers_token" UNIQUE("study_id","token_hash"),
	CONSTRAINT "testers_pseudonym" UNIQUE("study_id","pseudonym")
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"study_id" integer NOT NULL,
	"comparison_id" text NOT NULL,
	"revision" integer NOT NULL,
	"position" bigint NOT NULL,
	"outcome" text NOT NULL,
	"strength" integer,
	"criteria" jsonb NOT NULL,
	"reasons" text[] NOT NULL,
	"comment" text NOT NULL,
	"seconds" double precision,
	"claims" jsonb NOT NULL,
	"input" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "votes_pk" PRIMARY KEY("study_id","comparison_id","revision"),
	CONSTRAINT "votes_position" UNIQUE("study_id","position"),
	CONSTRAINT "votes_outcome" CHECK ("votes"."outcome" in ('a', 'b', 'tie', 'both_bad', 'skip'))
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_study_id_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."studies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_pair" FOREIGN KEY ("study_id","pair_id") REFERENCES "public"."pairs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_tester" FOREIGN KEY ("study_id","tester_id") REFERENCES "public"."testers"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_tester" FOREIGN KEY ("study_id","tester_id") REFERENCES "public"."testers"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_prompt" FOREIGN KEY ("study_id","prompt_id") REFERENCES "public"."prompts"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_model" FOREIGN KEY ("study_id","model_id") REFERENCES "public"."models"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_output_lo" FOREIGN KEY ("study_id","output_lo") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_output_hi" FOREIGN KEY ("study_id","output_hi") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staged_rows" ADD CONSTRAINT "staged_rows_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testers" ADD CONSTRAINT "testers_invite" FOREIGN KEY ("study_id","invite_id") REFERENCES "public"."invites"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_comparison" FOREIGN KEY ("study_id","comparison_id") REFERENCES "public"."comparisons"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_study" ON "audit" USING btree ("study_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_one_live" ON "comparisons" USING btree ("study_id","tester_id") WHERE state = 'reserved';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_one_reopened" ON "comparisons" USING btree ("study_id","tester_id") WHERE state = 'reopened';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_pair_once" ON "comparisons" USING btree ("study_id","tester_id","pair_id") WHERE purpose = 'vote';--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_repeat_once" ON "comparisons" USING btree ("study_id","repeat_of");--> statement-breakpoint
CREATE INDEX "comparisons_lapsing" ON "comparisons" USING btree ("study_id","reserved_until") WHERE state = 'reserved';--> statement-breakpoint
CREATE INDEX "invites_hash" ON "invites" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "login_attempts_email" ON "login_attempts" USING btree ("email","at");--> statement-breakpoint
CREATE INDEX "outputs_by_model" ON "outputs" USING btree ("study_id","model_id","prompt_id");--> statement-breakpoint
CREATE INDEX "pairs_open" ON "pairs" USING btree ("study_id","id") WHERE taken < slots;--> statement-breakpoint
CREATE INDEX "pairs_models" ON "pairs" USING btree ("study_id","model_lo","model_hi");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "testers_by_invite" ON "testers" USING btree ("study_id","invite_id");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "votes_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "votes" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
