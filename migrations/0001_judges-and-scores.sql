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
ALTER TABLE "votes" ADD COLUMN "score_a" integer;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "score_b" integer;--> statement-breakpoint
ALTER TABLE "judge_scores" ADD CONSTRAINT "judge_scores_judge" FOREIGN KEY ("study_id","judge_id") REFERENCES "public"."judges"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_scores" ADD CONSTRAINT "judge_scores_output" FOREIGN KEY ("study_id","output_id") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_judge" FOREIGN KEY ("study_id","judge_id") REFERENCES "public"."judges"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_output_first" FOREIGN KEY ("study_id","output_first") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_output_second" FOREIGN KEY ("study_id","output_second") REFERENCES "public"."outputs"("study_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_scores" CHECK ("votes"."score_a" between 1 and 5 and "votes"."score_b" between 1 and 5);