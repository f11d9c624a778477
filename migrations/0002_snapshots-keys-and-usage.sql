CREATE TABLE "idempotency_keys" (
	"token_id" integer NOT NULL,
	"key" "bytea" NOT NULL,
	"request" "bytea" NOT NULL,
	"answer" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pk" PRIMARY KEY("token_id","key")
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
CREATE TABLE "token_usage" (
	"token_id" integer PRIMARY KEY NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"requests" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "studies" ADD COLUMN "secret" "bytea" DEFAULT sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea) NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_chunks" ADD CONSTRAINT "snapshot_chunks_snapshot" FOREIGN KEY ("study_id","snapshot_id") REFERENCES "public"."snapshots"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_usage" ADD CONSTRAINT "token_usage_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "snapshots_building" ON "snapshots" USING btree ("study_id","created_at") WHERE state = 'building';--> statement-breakpoint
ALTER TABLE "snapshot_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
