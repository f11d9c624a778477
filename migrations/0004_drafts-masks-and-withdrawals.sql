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
ALTER TABLE "batches" DROP CONSTRAINT "batches_state";--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "later" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "options" jsonb;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "reading" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "heartbeat_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "prompts" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "studies" ADD COLUMN "masks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "batch_chunks" ADD CONSTRAINT "batch_chunks_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_files" ADD CONSTRAINT "batch_files_batch" FOREIGN KEY ("study_id","batch_id") REFERENCES "public"."batches"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_state" CHECK ("batches"."state" in ('staged', 'published', 'rejected', 'discarded'));--> statement-breakpoint
-- Uploads are packed already or read once: compressing them again costs more than it saves.
ALTER TABLE "batch_chunks" ALTER COLUMN "data" SET STORAGE EXTERNAL;
