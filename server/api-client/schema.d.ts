// Made by `npm run api:types` from the description of the API. Do not edit.
export interface paths {
    "/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List studies, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of studies; `next` goes into `after` */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            studies: components["schemas"]["Study"][];
                            next: string | null;
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create a study */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 3 */
                        votes_per_pair?: number;
                        /** @default false */
                        auto_votes_per_pair?: boolean;
                        /** @default null */
                        max_votes_per_tester?: number | null;
                        /**
                         * @default balanced
                         * @enum {string}
                         */
                        pairing?: "balanced" | "winner";
                        /**
                         * @default [
                         *       "a",
                         *       "b",
                         *       "tie",
                         *       "both_bad"
                         *     ]
                         */
                        choices?: ("a" | "b" | "tie" | "both_bad")[];
                        /** @default false */
                        strength?: boolean;
                        /** @default [] */
                        criteria?: string[];
                        /** @default 0.05 */
                        repeat_share?: number;
                        /** @default 7 */
                        strength_points?: 5 | 7;
                        /** @default [] */
                        reasons?: string[];
                        /** @default false */
                        scores?: boolean;
                        /** @default true */
                        comment?: boolean;
                        /** @default false */
                        confidence?: boolean;
                        /** @default false */
                        difference_view?: boolean;
                        /** @default  */
                        language?: string;
                        /** @default false */
                        ask_publication?: boolean;
                        /** @default  */
                        asked_by?: string;
                        /** @default  */
                        pay?: string;
                        /** @default null */
                        promised_minutes?: number | null;
                        /** @default null */
                        example?: {
                            prompt: string;
                            a: string;
                            b: string;
                            /** @enum {string} */
                            expected: "a" | "b" | "tie" | "both_bad";
                            why: string;
                        } | null;
                        /** @default [] */
                        practice?: {
                            prompt: string;
                            a: string;
                            b: string;
                            /** @enum {string} */
                            expected: "a" | "b" | "tie" | "both_bad";
                            why: string;
                        }[];
                        /** @default 0 */
                        check_share?: number;
                        /** @default 30 */
                        break_after?: number;
                        /** @default  */
                        completion_code?: string;
                        /** @default  */
                        return_url?: string;
                        /** @default false */
                        reveal?: boolean;
                        /** @default {} */
                        texts?: {
                            [key: string]: string;
                        };
                        name: string;
                        question: string;
                        slug?: string;
                        /** @default  */
                        instructions?: string;
                        /**
                         * @default ### Which data
                         *     Your choices, comments you write, how long each answer took, how you used the page for it (what you opened, keys or touch), the language of the pages, and when you agreed to take part. No name, e-mail address or network address is kept with them, and nothing sensitive is asked: please write nothing about yourself or others into a comment.
                         *
                         *     ### How it is used
                         *     To find out which answers help people more, and to improve systems that write such answers.
                         *
                         *     ### How it is stored and for how long
                         *     In a database of whoever runs this study, under a made-up name. It is kept for as long as its results are in use.
                         *
                         *     ### How your anonymity is protected
                         *     Your answers carry a random name. If you were sent a personal link, only those who run the study can tell which link was yours, and exports do not hold it.
                         *
                         *     ### Whether it may be shared
                         *     Anonymised answers may be published or passed on, for example as research or training data.
                         *
                         *     ### How to withdraw
                         *     You may stop at any time without giving a reason. On the last page you can download your answers or withdraw them; they are then left out of cleaned results and of training data made afterwards. What was published before cannot be called back.
                         *
                         *     ### Legal basis
                         *     Your consent, which you give by ticking the box below.
                         */
                        consent?: string;
                    };
                };
            };
            responses: {
                /** @description The study, a draft */
                201: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlannedStudy"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a study */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The study */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlannedStudy"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a study: anything while it is a draft, afterwards how testers are met; `votes_per_pair` may be raised while it is open or paused */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        votes_per_pair?: number;
                        auto_votes_per_pair?: boolean;
                        max_votes_per_tester?: number | null;
                        /** @enum {string} */
                        pairing?: "balanced" | "winner";
                        choices?: ("a" | "b" | "tie" | "both_bad")[];
                        strength?: boolean;
                        criteria?: string[];
                        repeat_share?: number;
                        strength_points?: 5 | 7;
                        reasons?: string[];
                        scores?: boolean;
                        comment?: boolean;
                        confidence?: boolean;
                        difference_view?: boolean;
                        language?: string;
                        ask_publication?: boolean;
                        asked_by?: string;
                        pay?: string;
                        promised_minutes?: number | null;
                        example?: {
                            prompt: string;
                            a: string;
                            b: string;
                            /** @enum {string} */
                            expected: "a" | "b" | "tie" | "both_bad";
                            why: string;
                        } | null;
                        practice?: {
                            prompt: string;
                            a: string;
                            b: string;
                            /** @enum {string} */
                            expected: "a" | "b" | "tie" | "both_bad";
                            why: string;
                        }[];
                        check_share?: number;
                        break_after?: number;
                        completion_code?: string;
                        return_url?: string;
                        reveal?: boolean;
                        texts?: {
                            [key: string]: string;
                        };
                        name?: string;
                        question?: string;
                        instructions?: string;
                        consent?: string;
                    };
                };
            };
            responses: {
                /** @description The study */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlannedStudy"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/studies/{slug}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Open, pause or close a study */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "open" | "paused" | "closed";
                    };
                };
            };
            responses: {
                /** @description The study */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlannedStudy"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List uploads, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    after?: number | null;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of batches; `next` goes into `after` */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            batches: components["schemas"]["Batch"][];
                            next: number | null;
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Upload outputs, all or nothing */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        file: string[];
                        options?: {
                            map?: {
                                [key: string]: string;
                            };
                            model?: string;
                            file_models?: {
                                [key: string]: string;
                            };
                            approach?: {
                                [key: string]: "prompting" | "rag" | "fine-tuning" | "continued-pretraining" | "pretraining" | "agent" | "other";
                            };
                            rename?: {
                                [key: string]: string;
                            };
                            cost?: {
                                [key: string]: number;
                            };
                            /** @default {} */
                            decisions?: {
                                [key: string]: "keep" | "drop" | "mask" | "convert" | "plain";
                            };
                            /** @default false */
                            good_rows?: boolean;
                            /** @default false */
                            dry_run?: boolean;
                        };
                    };
                };
            };
            responses: {
                /** @description A dry run (only `report`), or content the study holds already (`unchanged`) */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            report: components["schemas"]["UploadReport"];
                        } | {
                            id: number;
                            /** @enum {string} */
                            state: "published" | "unchanged";
                            report: components["schemas"]["UploadReport"];
                        };
                    };
                };
                /** @description Published */
                201: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            /** @enum {string} */
                            state: "published" | "unchanged";
                            report: components["schemas"]["UploadReport"];
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One upload with its report */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The batch; `report` is null while it is being read */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchWithReport"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload outputs to look at first: no tester sees them */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        file: string[];
                        options?: {
                            map?: {
                                [key: string]: string;
                            };
                            model?: string;
                            file_models?: {
                                [key: string]: string;
                            };
                            approach?: {
                                [key: string]: "prompting" | "rag" | "fine-tuning" | "continued-pretraining" | "pretraining" | "agent" | "other";
                            };
                            rename?: {
                                [key: string]: string;
                            };
                            cost?: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Kept, and being read */
                201: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Draft"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a draft was taken for, how far it is read, and its report */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The draft */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Draft"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/drafts/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Read a draft again under another mapping, other names, approaches or costs */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        map?: {
                            [key: string]: string;
                        };
                        model?: string;
                        file_models?: {
                            [key: string]: string;
                        };
                        approach?: {
                            [key: string]: "prompting" | "rag" | "fine-tuning" | "continued-pretraining" | "pretraining" | "agent" | "other";
                        };
                        rename?: {
                            [key: string]: string;
                        };
                        cost?: {
                            [key: string]: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Being read again */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Draft"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/drafts/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a draft that is read, whole, with a decision about each finding */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        decisions?: {
                            [key: string]: "keep" | "drop" | "mask" | "convert" | "plain";
                        };
                        /** @default false */
                        good_rows?: boolean;
                    };
                };
            };
            responses: {
                /** @description The study holds this content already */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            /** @enum {string} */
                            state: "published" | "unchanged";
                            report: components["schemas"]["UploadReport"];
                        };
                    };
                };
                /** @description Published */
                201: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            /** @enum {string} */
                            state: "published" | "unchanged";
                            report: components["schemas"]["UploadReport"];
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/drafts/{id}/discarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Throw a draft away */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discarded */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            /** @enum {string} */
                            state: "discarded";
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invites; their links are not shown again */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    after?: number | null;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of invites; `next` goes into `after` */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invites: components["schemas"]["Invite"][];
                            next: number | null;
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make links; each is shown once */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "open" | "personal";
                        count?: number;
                        label?: string;
                        cap?: number | null;
                        /** Format: date-time */
                        expires?: string | null;
                    };
                };
            };
            responses: {
                /** @description The links */
                201: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invites: {
                                url: string;
                                /** @enum {string} */
                                kind: "open" | "personal";
                                label: string;
                            }[];
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/invites/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nobody in by this link any more */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The invite */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invite"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rank the models, as tiebreak rank does */
        get: {
            parameters: {
                query?: {
                    ties?: "half" | "davidson" | "drop";
                    both_bad?: "tie" | "drop";
                    cluster?: "auto" | "none" | "tester" | "prompt" | "two-way";
                    se?: "max" | "plain";
                    correction?: "cr1" | "none";
                    order_effect?: "fit" | "ignore";
                    df?: "kish" | "clusters";
                    evidence?: "t" | "normal";
                    planned?: number;
                    pairs?: "all" | "top" | "none";
                    level?: number;
                    anchor?: string;
                    seed?: number | null;
                    clean?: "0" | "1";
                    position?: number | null;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The ranking, with the position in the votes it was computed at */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ranking"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/exports/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download an export, such as votes.csv or dpo.jsonl; filters are query parameters */
        get: {
            parameters: {
                query?: {
                    aggregate?: "vote" | "majority" | "unanimous";
                    min_votes?: string;
                    min_agreement?: string;
                    min_seconds?: string;
                    clean?: string;
                    models?: string;
                    tags?: string;
                    language?: string;
                    since?: string;
                    until?: string;
                    split?: string;
                    part?: string;
                    margin?: string;
                    revisions?: string;
                    spreadsheet?: string;
                    columns?: string;
                    position?: string;
                };
                header?: never;
                path: {
                    slug: string;
                    /** @description F.EXT, where F is votes, pairs, items, dpo, reward, kto, openai, hh, arena, helpsteer, llamafactory */
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file, streamed; `Vote-Position` says which votes it holds, `X-Tiebreak-Seal` the last seal */
                200: {
                    headers: {
                        /** @description The last vote it holds */
                        "Vote-Position"?: number;
                        /** @description Position and hash of the last seal of the votes it holds, once there is one */
                        "X-Tiebreak-Seal"?: string;
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/jsonl": string;
                        "application/vnd.apache.parquet": string;
                        "application/zip": string;
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/exports/{file}/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an export reads, writes and leaves out by which rule */
        get: {
            parameters: {
                query?: {
                    aggregate?: "vote" | "majority" | "unanimous";
                    min_votes?: string;
                    min_agreement?: string;
                    min_seconds?: string;
                    clean?: string;
                    models?: string;
                    tags?: string;
                    language?: string;
                    since?: string;
                    until?: string;
                    split?: string;
                    part?: string;
                    margin?: string;
                    revisions?: string;
                    spreadsheet?: string;
                    columns?: string;
                    position?: string;
                };
                header?: never;
                path: {
                    slug: string;
                    /** @description F.EXT, where F is votes, pairs, items, dpo, reward, kto, openai, hh, arena, helpsteer, llamafactory */
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The counts */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Counts"] & {
                            position: number;
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow the votes: those after a position, in order */
        get: {
            parameters: {
                query?: {
                    after?: number | null;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One JSON object a line: of each comparison the answer that stands; where it was answered at or before `after`, every later answer. A line takes the place of the one at `supersedes`. Who is `excluded` is as it stood when the line was read */
                200: {
                    headers: {
                        /** @description How many times anybody was left out or taken back in. Where it differs from what the answer before said, lines read earlier may say otherwise now: read again from the start */
                        "Exclusion-Changes"?: number;
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": components["schemas"]["VoteLine"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/judges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The automatic judges of a study */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The judges */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            judges: {
                                name: string;
                                verdicts: number;
                                scores: number;
                                created_at: string;
                            }[];
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/judges/{judge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a judge agrees with people */
        get: {
            parameters: {
                query?: {
                    part?: "all" | "held_out";
                };
                header?: never;
                path: {
                    slug: string;
                    judge: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Agreement, κ, the ceiling, differences */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JudgeAssessment"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Upload what an automatic judge said; the same showing again replaces its verdict */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    judge: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Stored */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            judge: string;
                            verdicts: number;
                            scores: number;
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List snapshots, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of snapshots; `next` goes into `after` */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshots: components["schemas"]["SnapshotSummary"][];
                            next: string | null;
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Freeze the votes up to now, or up to a position, as a dataset */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        aggregate?: "vote" | "majority" | "unanimous";
                        min_votes?: number | string;
                        min_agreement?: number | string;
                        min_seconds?: number | string;
                        clean?: boolean | ("0" | "1" | "true" | "false");
                        models?: string | string[];
                        tags?: string | string[];
                        language?: string | string[];
                        since?: string;
                        until?: string;
                        split?: string | {
                            [key: string]: number;
                        };
                        margin?: boolean | ("0" | "1" | "true" | "false");
                        revisions?: boolean | ("0" | "1" | "true" | "false");
                        /** Format: date-time */
                        as_of?: string;
                        position?: number;
                    };
                };
            };
            responses: {
                /** @description The snapshot with its manifest; a large one is still `building` and has its manifest later, at `Location` */
                201: {
                    headers: {
                        /** @description Where the snapshot is */
                        Location?: string;
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Snapshot"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible just now */
                503: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a snapshot: its state, its manifest. `latest` leads to the newest one */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The snapshot */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Snapshot"];
                    };
                };
                /** @description Where the newest one is */
                302: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is gone, and the answer says why */
                410: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots/{id}/files/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file of a snapshot; HEAD, ETag and ranges work */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    id: string;
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.apache.parquet": string;
                        "text/markdown": string;
                        "application/json": string;
                    };
                };
                /** @description A part of it */
                206: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.apache.parquet": string;
                        "text/markdown": string;
                        "application/json": string;
                    };
                };
                /** @description You have it already */
                304: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is gone, and the answer says why */
                410: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The range lies beyond the end */
                416: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots/{id}/zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download all files as one zip */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The zip */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": string;
                    };
                };
                /** @description You have it already */
                304: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is gone, and the answer says why */
                410: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed since an earlier snapshot */
        get: {
            parameters: {
                query: {
                    since: string;
                };
                header?: never;
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The differences */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SnapshotChanges"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is gone, and the answer says why */
                410: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link that opens the snapshot to whoever holds it, for some days */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 7 */
                        days?: number;
                    };
                };
            };
            responses: {
                /** @description The link */
                201: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            expires: string;
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/snapshots/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the files away for good, with a reason */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description What is left: the manifest and the reason */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Snapshot"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/testers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List testers by pseudonym */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    after?: number | null;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of testers; `next` goes into `after` */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            testers: components["schemas"]["Tester"][];
                            next: number | null;
                        };
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/testers/{tester}/exclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a tester out of clean results; the votes stay, and others are asked for them unless `replace` is false */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    tester: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        /** @default true */
                        replace?: boolean;
                    };
                };
            };
            responses: {
                /** @description The tester */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tester"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/testers/{tester}/readmission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an exclusion back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    tester: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The tester */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tester"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/testers/{tester}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a tester who asked for it; this cannot be taken back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                    tester: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The tester */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tester"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not in this state */
                409: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a model by name or a prompt by id: its pairs are handed out no more */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        model: string;
                    } | {
                        prompt: string;
                    };
                };
            };
            responses: {
                /** @description Withdrawn, and how many open pairs that closed */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            pairs: number;
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{slug}/readmissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the withdrawal of a model or a prompt back: its pairs are handed out again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again under the same key, the request is not done again and is answered the same */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        model: string;
                    } | {
                        prompt: string;
                    };
                };
            };
            responses: {
                /** @description Taken back, and how many pairs that opened */
                200: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description true: this was done before, and answered so */
                        "Idempotency-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            pairs: number;
                        };
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid token */
                401: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token has no scope for this */
                403: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such thing, or not for this token */
                404: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another media type is needed */
                415: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Some fields cannot be used; `errors` points at each */
                422: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many requests: wait as `Retry-After` says */
                429: {
                    headers: {
                        /** @description Names this request in the log of the server */
                        "X-Request-Id"?: string;
                        /** @description Requests a token has in a minute */
                        "RateLimit-Limit"?: number;
                        /** @description Requests it has left in this one */
                        "RateLimit-Remaining"?: number;
                        /** @description Seconds until the next minute begins */
                        "RateLimit-Reset"?: number;
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Study: {
            slug: string;
            key: string;
            name: string;
            question: string;
            instructions: string;
            /** @enum {string} */
            state: "draft" | "open" | "paused" | "closed";
            votes_per_pair: number;
            auto_votes_per_pair: boolean;
            max_votes_per_tester: number | null;
            /** @enum {string} */
            pairing: "balanced" | "winner";
            choices: ("a" | "b" | "tie" | "both_bad")[];
            strength: boolean;
            criteria: string[];
            repeat_share: number;
            /** @default  */
            language: string;
            /** @default false */
            ask_publication: boolean;
            /** @default  */
            asked_by: string;
            /** @default  */
            pay: string;
            /** @default null */
            promised_minutes: number | null;
            /** @default null */
            example: {
                prompt: string;
                a: string;
                b: string;
                /** @enum {string} */
                expected: "a" | "b" | "tie" | "both_bad";
                why: string;
            } | null;
            /** @default [] */
            practice: {
                prompt: string;
                a: string;
                b: string;
                /** @enum {string} */
                expected: "a" | "b" | "tie" | "both_bad";
                why: string;
            }[];
            /** @default 0 */
            check_share: number;
            /** @default 30 */
            break_after: number;
            /** @default  */
            completion_code: string;
            /** @default  */
            return_url: string;
            /** @default false */
            reveal: boolean;
            /** @default {} */
            texts: {
                [key: string]: string;
            };
            strength_points: 5 | 7;
            reasons: string[];
            scores: boolean;
            comment: boolean;
            confidence: boolean;
            difference_view: boolean;
            consent: string;
            counts: {
                models: number;
                prompts: number;
                outputs: number;
                pairs: number;
                votes: number;
                testers: number;
            };
            created_at: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            errors: {
                pointer: string;
                detail: string;
            }[];
        };
        PlannedStudy: components["schemas"]["Study"] & {
            plan: components["schemas"]["Plan"];
        };
        /** @description Null while there is nothing to compare */
        Plan: {
            /** @description Asked of each pair of outputs; what it would be if it were opened now, where left to that */
            votes_per_pair: number;
            /** @description Pairs of outputs to one prompt with different texts */
            pairs: number;
            /** @description Asked for in all */
            planned_votes: number;
            /** @description On the two models that share the fewest prompts */
            votes_per_model_pair: number;
            /** @description Votes on two models that find a win share of `win_share` in four of five studies */
            needed: number;
            win_share: number;
            /** @description Whether what is planned can decide */
            enough: boolean;
            /** @description The votes per pair that would be enough; null where none would */
            votes_per_pair_needed: number | null;
            /** @description Every planned number of votes since opening, and the position it was fixed at */
            fixed: {
                position: number;
                planned: number;
            }[];
        } | null;
        Batch: {
            id: number;
            /** @enum {string} */
            state: "staged" | "published" | "rejected" | "discarded";
            /** @description Published after the study was opened */
            later: boolean;
            files: string[];
            created_by: string;
            created_at: string;
            published_at: string | null;
        };
        BatchWithReport: {
            id: number;
            /** @enum {string} */
            state: "staged" | "published" | "rejected" | "discarded";
            /** @description Published after the study was opened */
            later: boolean;
            files: string[];
            created_by: string;
            created_at: string;
            published_at: string | null;
            report: components["schemas"]["UploadReport"] | null;
        };
        UploadReport: {
            format: string;
            files: {
                name: string;
                format: string;
                rows: number;
                model: string | null;
            }[];
            prompts: number;
            models: {
                name: string;
                outputs: number;
                missing: number;
                empty: number;
            }[];
            outputs: number;
            skipped: {
                file: string;
                line: number;
                code: string;
                message: string;
            }[];
            problems: {
                file: string;
                line: number;
                code: string;
                message: string;
            }[];
            skipped_count: number;
            problem_count: number;
            notes: {
                file: string;
                line: number;
                code: string;
                message: string;
            }[];
            duplicates: number;
            identical_pairs: number;
            leaks: {
                kind: string;
                file: string;
                line: number;
                model: string;
                excerpt: string;
            }[];
            leak_count: number;
            findings: {
                kind: string;
                /** @enum {string} */
                group: "blind" | "unusable" | "worth_knowing";
                count: number;
                models: {
                    [key: string]: number;
                };
                message: string;
            }[];
            looks: {
                name: string;
                outputs: number;
                median_length: number;
                markdown_share: number;
                leading_space_share: number;
                trailing_space_share: number;
                truncated_share: number;
            }[];
            identifiability: {
                auc: number;
                low: number;
                high: number;
            } | null;
            identifiability_by_looks: {
                auc: number;
                low: number;
                high: number;
            } | null;
            content_hash: string;
            /** @description What was decided about the findings; in a stored report */
            decisions?: {
                [key: string]: "keep" | "drop" | "mask" | "convert" | "plain";
            };
        };
        Draft: {
            id: number;
            /** @enum {string} */
            state: "reading" | "read" | "published" | "rejected" | "discarded";
            created_by: string;
            created_at: string;
            settings: {
                map?: {
                    [key: string]: string;
                };
                model?: string;
                file_models?: {
                    [key: string]: string;
                };
                approach?: {
                    [key: string]: "prompting" | "rag" | "fine-tuning" | "continued-pretraining" | "pretraining" | "agent" | "other";
                };
                rename?: {
                    [key: string]: string;
                };
                cost?: {
                    [key: string]: number;
                };
            };
            recognition: {
                format: string;
                fileCount: number;
                files: ({
                    name: string;
                    format: string;
                    why: string;
                    mapping: {
                        [key: string]: string;
                    };
                } & {
                    [key: string]: unknown;
                })[];
            } | null;
            progress: {
                bytes: number;
                total: number;
                rows: number;
            } | null;
            report: components["schemas"]["UploadReport"] | null;
        };
        Invite: {
            id: number;
            /** @enum {string} */
            kind: "open" | "personal";
            label: string;
            cap: number | null;
            testers: number;
            expires: string | null;
            revoked_at: string | null;
        };
        Ranking: {
            study: string;
            position: number;
            method: {
                /** @enum {string} */
                ties: "half" | "davidson" | "drop";
                /** @enum {string} */
                cluster: "none" | "tester" | "prompt" | "two-way";
                /** @enum {string} */
                se: "max" | "plain";
                order_effect: boolean;
                level: number;
                prior: {
                    sd: number;
                } | null;
            };
            counts: {
                votes: number;
                a: number;
                b: number;
                tie: number;
                both_bad: number;
                skip: number;
                bad_rows: number;
                testers: number;
                prompts: number;
                effective_votes: number;
            };
            models: components["schemas"]["RankedModel"][];
            pairs: components["schemas"]["RankedPair"][];
            order_effect: {
                theta: number;
                elo: number;
                se: number | null;
                p: number | null;
            } | null;
            tie_parameter: number | null;
            covariates: {
                name: string;
                beta: number;
                se: number | null;
                p: number | null;
            }[];
            connectivity: {
                components: number;
                strongly_connected: boolean;
            };
            fragility: {
                votes_to_flip_first: number | null;
                share: number | null;
                tester_to_flip_first: string | null;
            };
            /** @description One for each of `pairs` */
            decisions: components["schemas"]["Decision"][];
            /** @description Every component has fewer than 10 votes or 3 testers: the numbers stand, and say next to nothing */
            too_early: boolean;
            /** @description What components that have fewer lack before they are ranked */
            lacking: {
                component: number;
                votes: number;
                testers: number;
            }[];
            warnings: string[];
        };
        RankedModel: {
            model: string;
            /** @description Strength in natural-log odds; sums to 0 within a component */
            theta: number;
            se: number | null;
            theta_low: number | null;
            theta_high: number | null;
            elo: number;
            elo_low: number | null;
            elo_high: number | null;
            rank: number;
            rank_low: number;
            rank_high: number;
            p_best: number | null;
            votes: number;
            wins: number;
            losses: number;
            ties: number;
            both_bad: number;
            win_rate: number | null;
            win_rate_low: number | null;
            win_rate_high: number | null;
            both_bad_rate: number | null;
            both_bad_rate_low: number | null;
            both_bad_rate_high: number | null;
            component: number;
            provisional: boolean;
        };
        RankedPair: {
            a: string;
            b: string;
            votes: number;
            wins_a: number;
            wins_b: number;
            ties: number;
            both_bad: number;
            difference: number;
            se: number | null;
            p: number | null;
            p_holm: number | null;
            e_value: number | null;
            low: number | null;
            high: number | null;
        };
        Decision: {
            better: string | null;
            worse: string | null;
            pair: [
                string,
                string
            ];
            /**
             * @description too_early: a model has fewer than 30 votes, or than 6 effective testers or prompts
             * @enum {string}
             */
            verdict: "better" | "open" | "too_early";
            /**
             * @description The e-value of all votes, or a look at a planned number of votes
             * @enum {string|null}
             */
            basis: "e" | "look" | null;
            e: number | null;
            /** @description At the look that decided, else of all votes */
            p: number | null;
            /** @description The two never met */
            indirect: boolean;
        };
        Counts: {
            read: number;
            rows: number;
            dropped: {
                votes: {
                    [key: string]: number;
                };
                pairs: {
                    [key: string]: number;
                };
                rows: {
                    [key: string]: number;
                };
            };
        };
        VoteLine: {
            position: number;
            vote_id: string;
            study: string;
            at: string;
            tester: string;
            /** @enum {string} */
            purpose: "vote" | "repeat" | "practice" | "check";
            prompt_id: string;
            model_a: string;
            model_b: string;
            /** @enum {string} */
            winner: "a" | "b" | "tie" | "both_bad" | "skip";
            strength: number | null;
            criteria: {
                [key: string]: "a" | "b" | "tie";
            };
            reasons: string[];
            comment: string;
            seconds: number | null;
            input: string;
            pair_id: number;
            excluded: string;
            /** @description The position of the answer that this one replaces; it no longer counts */
            supersedes: number | null;
        };
        JudgeAssessment: {
            judge: string;
            /** @enum {string} */
            part: "all" | "held_out";
            prompts: number;
            report: {
                items: number;
                agreement: {
                    low: number;
                    high: number;
                    count: number;
                    total: number;
                    share: number;
                } | null;
                kappa: number | null;
                kappaDecisive: number | null;
                swapConsistency: {
                    low: number;
                    high: number;
                    count: number;
                    total: number;
                    share: number;
                } | null;
                firstPosition: {
                    low: number;
                    high: number;
                    count: number;
                    total: number;
                    share: number;
                } | null;
            };
            intervals: {
                agreement: {
                    low: number;
                    high: number;
                } | null;
                kappa: {
                    low: number;
                    high: number;
                } | null;
                kappaDecisive: {
                    low: number;
                    high: number;
                } | null;
            };
            ceiling: {
                low?: number;
                high?: number;
                count: number;
                total: number;
                share: number;
            } | null;
            differences: {
                promptId: string;
                question: string;
                modelLo: string;
                modelHi: string;
                people: {
                    lo: number;
                    hi: number;
                    other: number;
                };
                verdict: 1 | 0 | -1;
            }[];
            next: {
                promptId: string;
                question: string;
                modelLo: string;
                modelHi: string;
                people: {
                    lo: number;
                    hi: number;
                    other: number;
                };
                verdict: 1 | 0 | -1;
                contradicts: boolean;
            }[];
        };
        SnapshotSummary: {
            id: string;
            /** @enum {string} */
            state: "building" | "ready" | "failed" | "revoked";
            filter: {
                [key: string]: string;
            };
            position: number;
            progress: {
                files: number;
                of: number;
                rows: number;
            };
            content_hash: string | null;
            failure: string | null;
            created_by: string;
            created_at: string;
            ready_at: string | null;
            revoked_at: string | null;
            revoked_reason: string | null;
        };
        Snapshot: {
            id: string;
            /** @enum {string} */
            state: "building" | "ready" | "failed" | "revoked";
            filter: {
                [key: string]: string;
            };
            position: number;
            progress: {
                files: number;
                of: number;
                rows: number;
            };
            content_hash: string | null;
            failure: string | null;
            created_by: string;
            created_at: string;
            ready_at: string | null;
            revoked_at: string | null;
            revoked_reason: string | null;
            /** @enum {number} */
            version?: 1;
            study?: string;
            seal?: {
                position: number;
                hash: string;
            } | null;
            counts?: {
                [key: string]: components["schemas"]["Counts"];
            };
            files?: {
                path: string;
                bytes: number;
                sha256: string;
                rows: number;
                content_hash: string;
                row_hashes: string[];
            }[];
        };
        SnapshotChanges: {
            before: string;
            after: string;
            position: {
                before: number;
                after: number;
            };
            filter: string[];
            votes: {
                added: {
                    count: number;
                    vote_ids: string[];
                };
                removed: {
                    count: number;
                    vote_ids: string[];
                };
                answered_otherwise: {
                    count: number;
                    vote_ids: string[];
                };
                excluded_otherwise: {
                    count: number;
                    vote_ids: string[];
                };
            };
            files: {
                path: string;
                rows_before: number | null;
                rows_after: number | null;
                same_rows: boolean;
            }[];
        };
        Tester: {
            id: number;
            tester: string;
            votes: number;
            skips: number;
            left_share: number | null;
            median_seconds: number | null;
            checks: number;
            checks_passed: number;
            after_report: number;
            by_staff: boolean;
            /** @description Habits that deserve a look; nobody is left out for one */
            flags: ("one_side" | "hasty" | "differs_from_peers" | "missed_checks" | "unseen_answer" | "after_report" | "by_staff")[];
            simulated: boolean;
            excluded: boolean;
            consent_at: string;
            finished_at: string | null;
            withdrawn_at: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
