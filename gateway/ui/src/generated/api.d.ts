// Generated from gateway/api/openapi.json by `npm run generate:api`. Do not edit.

export interface paths {
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in: an access token for fifteen minutes, and a refresh token in an HttpOnly cookie. */
        post: operations["auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session, its access tokens and its sockets. */
        post: operations["auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new access token for the cookie, which is rotated: a used one that comes again ends the session. */
        post: operations["auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first person becomes the owner; afterwards only an owner may add people. */
        post: operations["auth_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/ws-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket for one WebSocket, good for thirty seconds. */
        post: operations["auth_ws_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels by id; archived ones are left out. */
        get: operations["channels_list"];
        put?: never;
        /** Makes a channel. */
        post: operations["channels_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel. */
        get: operations["channels_read"];
        /** Replaces a channel as a whole. */
        put: operations["channels_replace"];
        post?: never;
        /** Archives a channel: its history stays, its unfinished videos are cancelled. */
        delete: operations["channels_archive"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts no more videos; requests are still taken. */
        post: operations["channels_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts videos again. */
        post: operations["channels_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records that could not be used, newest first. */
        get: operations["dead_letters_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["auth_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many videos stand where. */
        get: operations["queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the machine is doing. */
        get: operations["system"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Videos, newest first. */
        get: operations["videos_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One video. */
        get: operations["videos_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a video that waits for review go out. */
        post: operations["actions_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files that a video's steps made. */
        get: operations["artifacts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/artifacts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file; byte ranges are served. */
        get: operations["artifacts_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a video that is not out yet. */
        post: operations["actions_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a video cost, call by call. */
        get: operations["videos_costs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a video. */
        get: operations["videos_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a video until somebody resumes it. */
        post: operations["actions_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses a video that waits for review. */
        post: operations["actions_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with a paused video. */
        post: operations["actions_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a failed or cancelled video again. */
        post: operations["actions_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The steps of a video and every try of each. */
        get: operations["videos_stages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a video stands; cheap to poll. */
        get: operations["videos_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a video will probably cost, by the last finished ones. */
        post: operations["generate_estimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a video. Needs an Idempotency-Key or a `request_id`; the same request again answers with the same video. */
        post: operations["generate_generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process lives. */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: 503 names the part that is away. */
        get: operations["readyz"];
        put?: never;
        post?: never;
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
        /** @enum {string} */
        ActionName: "pause" | "resume" | "cancel" | "retry" | "approve" | "reject";
        /** @enum {string} */
        ApprovalName: "automatic" | "every_video";
        Artifact: {
            /** Format: int64 */
            bytes: number;
            /** @example video/mp4 */
            media_type: string;
            /** @example video.mp4 */
            name: string;
            stage: components["schemas"]["StageName"];
            /** @description Path of the file on this server; needs the same authorisation. */
            url: string;
        };
        ArtifactList: {
            items: components["schemas"]["Artifact"][];
        };
        /** @enum {string} */
        AspectName: "9:16" | "16:9" | "1:1";
        /** @description A channel as a whole: what is left out takes its default, on creation and on replacement alike. */
        ChannelBody: {
            approval?: components["schemas"]["ApprovalName"] | null;
            aspect?: components["schemas"]["AspectName"] | null;
            /** Format: int64 */
            cap_micros?: number | null;
            footage_folder?: string | null;
            /** @description 1 to 64 characters of a-z, 0-9, '-' and '_'; generated if left out. On replacement only the channel's own. */
            id?: string | null;
            language?: string | null;
            music?: boolean | null;
            name: string;
            niche?: string | null;
            /** Format: int32 */
            seconds?: number | null;
            style?: string | null;
            voice?: string | null;
        };
        ChannelPage: {
            items: components["schemas"]["ChannelView"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @enum {string} */
        ChannelStatusName: "active" | "paused" | "archived";
        ChannelView: {
            approval: components["schemas"]["ApprovalName"];
            aspect: components["schemas"]["AspectName"];
            /**
             * Format: int64
             * @description What one video may cost, in millionths of the currency.
             */
            cap_micros: number;
            /** Format: date-time */
            created_at: string;
            /** @example USD */
            currency: string;
            footage_folder: string | null;
            /** @example demo */
            id: string;
            language: string;
            music: boolean;
            name: string;
            niche: string;
            /**
             * Format: int32
             * @description Wished length of a video in seconds.
             */
            seconds: number;
            status: components["schemas"]["ChannelStatusName"];
            style: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description Rises with every change; the strong ETag is this number in quotes.
             */
            version: number;
            voice: string;
        };
        CostEntry: {
            /**
             * Format: int64
             * @description Charged.
             */
            cost_micros: number;
            /** @example USD */
            currency: string;
            /**
             * Format: double
             * @description Units measured after it; null while it runs and if it was released.
             */
            measured: number | null;
            /** @example local */
            provider: string;
            /**
             * Format: double
             * @description Units reserved before the call.
             */
            quantity: number;
            /** Format: date-time */
            reserved_at: string;
            /** Format: int64 */
            reserved_micros: number;
            stage: components["schemas"]["StageName"];
            /** @description `reserved`, `settled` or `released`. */
            state: string;
            /** @example cpu_second */
            unit: string;
        };
        CostList: {
            /** Format: int64 */
            cap_micros: number;
            /** Format: int64 */
            cost_micros: number;
            /** @example USD */
            currency: string;
            items: components["schemas"]["CostEntry"][];
            /** Format: int64 */
            reserved_micros: number;
        };
        DeadLetterPage: {
            items: components["schemas"]["DeadLetterView"][];
            next_cursor: string | null;
        };
        DeadLetterView: {
            /** Format: date-time */
            at: string;
            bytes: number;
            /** @example unknown_channel */
            code: string;
            detail: string;
            /** @description The record's key, where it is text. */
            key: string | null;
            /** Format: int64 */
            offset: number;
            /** Format: int32 */
            partition: number;
            topic: string;
            /** @description The start of the record's value, where it is text: at most 2,000 characters. */
            value: string | null;
        };
        EstimateBody: {
            aspect?: components["schemas"]["AspectName"] | null;
            /** @example demo */
            channel_id: string;
            /** Format: int32 */
            seconds?: number | null;
        };
        /** @description What the channel's last finished videos cost per second of video, at today's prices. */
        EstimateView: {
            /** Format: int64 */
            cap_micros: number;
            /**
             * Format: int64
             * @description Null where no finished video tells.
             */
            cost_micros: number | null;
            /** @example USD */
            currency: string;
            /** Format: int32 */
            seconds: number;
            /** @description Finished videos that the figure rests on. */
            videos: number;
        };
        EventEnvelope: {
            data: Record<string, never>;
            /** @description Log epoch and position: opaque, ordered; only on durable events. */
            id?: string | null;
            /**
             * Format: int64
             * @description Rising number of an ephemeral event within one version.
             */
            seq?: number | null;
            /** @example video:vid_0192 */
            subject: string;
            /** Format: date-time */
            time: string;
            /** @example video_stage_changed */
            type: string;
            /**
             * Format: int64
             * @description Revision of the subject's durable state.
             */
            version: number;
        };
        EventList: {
            /** @description In order of the log. */
            items: components["schemas"]["EventEnvelope"][];
        };
        FailureView: {
            /**
             * @description Stable and searchable.
             * @example budget_exceeded
             */
            code: string;
            message: string;
            stage: components["schemas"]["StageName"];
            /** @description Who can mend it. */
            whose: components["schemas"]["WhoseName"];
        };
        /** @description One member of the request that is at fault. */
        FieldProblem: {
            detail: string;
            /**
             * @description JSON pointer into the body as a fragment.
             * @example #/topic
             */
            pointer: string;
        };
        /** @description A request for one video: the members of a `video-requests` record. */
        GenerateBody: {
            aspect?: components["schemas"]["AspectName"] | null;
            brief?: string | null;
            /** @example demo */
            channel_id: string;
            /** @description A BCP 47 tag. */
            language?: string | null;
            /** @description The sender's own name for it, unique within the channel; the Idempotency-Key if left out. */
            request_id?: string | null;
            /** Format: int64 */
            seconds?: number | null;
            style?: string | null;
            topic: string;
            voice?: string | null;
        };
        LoginBody: {
            email: string;
            /** Format: password */
            password: string;
        };
        /** @description RFC 9457 problem document. */
        Problem: {
            /**
             * @description Stable and searchable.
             * @example unknown_channel
             */
            code: string;
            detail?: string | null;
            errors?: components["schemas"]["FieldProblem"][];
            /** @description Path of the request. */
            instance: string;
            request_id: string;
            /** Format: int64 */
            retry_after_ms?: number | null;
            /** Format: int32 */
            status: number;
            title: string;
            /**
             * @description `/problems/` and the code with hyphens.
             * @example /problems/unknown-channel
             */
            type: string;
        };
        QueueView: {
            /** @description Videos by status. */
            counts: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Age of the oldest queued video in milliseconds; null if none waits.
             */
            oldest_queued_ms: number | null;
        };
        Readiness: {
            /** @description `database`, `redis`, `intake`, `relay`. */
            parts: {
                [key: string]: components["schemas"]["Readings"];
            };
            ready: boolean;
        };
        /** @description One part of the house. */
        Readings: {
            /** @description What an operator should read; empty if all is well. */
            detail: string;
            ok: boolean;
        };
        RegisterBody: {
            /** @example ann@example.org */
            email: string;
            /** @description Name for people; the part before the @ if left out. */
            name?: string | null;
            /** Format: password */
            password: string;
        };
        RejectBody: {
            reason: string;
        };
        RetryBody: {
            from?: components["schemas"]["StageName"] | null;
        };
        StageList: {
            /** @description In order of the steps, then of their tries. */
            items: components["schemas"]["StageView"][];
        };
        /** @enum {string} */
        StageName: "script" | "script_check" | "voice" | "footage" | "captions" | "render" | "video_check" | "thumbnail" | "approval" | "publish";
        /** @enum {string} */
        StageStateName: "pending" | "running" | "completed" | "failed";
        /** @description One try of one step; a step that nobody began has one entry, `pending`, with attempt 0. */
        StageView: {
            /** Format: int32 */
            attempt: number;
            /**
             * Format: int64
             * @description Settled for the calls of this try.
             */
            cost_micros: number;
            /** Format: int64 */
            duration_ms: number | null;
            failure: components["schemas"]["FailureView"] | null;
            /** Format: date-time */
            finished_at: string | null;
            /** @description What the step made; its shape depends on the step. */
            output: Record<string, never> | null;
            stage: components["schemas"]["StageName"];
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["StageStateName"];
        };
        /** @enum {string} */
        StatusName: "queued" | "running" | "paused" | "in_review" | "publishing" | "published" | "failed" | "cancelled";
        SystemView: {
            /** @description `database`, `redis`, `intake`, `relay`, `dispatcher`, `slots`. */
            parts: {
                [key: string]: components["schemas"]["Readings"];
            };
            /** @description Open WebSockets of this instance. */
            sockets: number;
            /** @description Details of the studio as it reports them. */
            studio: Record<string, never>;
            version: string;
            /** @description `kokoro`, `flite` …; null where it is not known yet. */
            voice_tier: string | null;
        };
        /** @description The refresh token is no member: it travels in an HttpOnly cookie only. */
        TokenView: {
            access_token: string;
            /**
             * Format: int64
             * @description Seconds.
             */
            expires_in: number;
            /** @description `Bearer`. */
            token_type: string;
            user: components["schemas"]["UserView"];
        };
        UserView: {
            email: string;
            name: string;
            /** @description `owner` or `member`. */
            role: string;
            user_id: string;
        };
        VideoPage: {
            items: components["schemas"]["VideoView"][];
            next_cursor: string | null;
        };
        /** @description The members of `video_progress`: one reducer serves polling and the socket. */
        VideoStatusView: {
            actions: components["schemas"]["ActionName"][];
            /** Format: int32 */
            attempt: number;
            /** Format: int64 */
            cost_micros: number;
            /** @example USD */
            currency: string;
            /** Format: int64 */
            eta_ms: number | null;
            /** Format: float */
            progress: number;
            stage: components["schemas"]["StageName"] | null;
            stage_count: number;
            stage_index: number;
            /** Format: float */
            stage_progress: number;
            status: components["schemas"]["StatusName"];
            /** Format: date-time */
            updated_at: string;
            /** Format: int64 */
            version: number;
            video_id: string;
        };
        VideoView: {
            actions: components["schemas"]["ActionName"][];
            aspect: components["schemas"]["AspectName"];
            /** Format: int32 */
            attempt: number;
            /** Format: int64 */
            cap_micros: number;
            channel_id: string;
            /**
             * Format: int64
             * @description Place in the channel's order of admission, from 1.
             */
            channel_seq: number;
            /** Format: int64 */
            cost_micros: number;
            /** Format: date-time */
            created_at: string;
            /** @example USD */
            currency: string;
            /**
             * Format: int64
             * @description Milliseconds until it is done, from the lately measured length of the steps that are left; null if unknown.
             */
            eta_ms: number | null;
            failure: components["schemas"]["FailureView"] | null;
            /**
             * Format: float
             * @description 0 to 100.
             */
            progress: number;
            request_id: string;
            /** Format: int64 */
            reserved_micros: number;
            stage: components["schemas"]["StageName"] | null;
            stage_count: number;
            /** @description From 0. */
            stage_index: number;
            /**
             * Format: float
             * @description 0 to 1.
             */
            stage_progress: number;
            status: components["schemas"]["StatusName"];
            /** @description Null until the script is written. */
            title: string | null;
            topic: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description Rises with every durable change.
             */
            version: number;
            video_id: string;
        };
        /** @enum {string} */
        WhoseName: "request" | "provider" | "operator" | "ours";
        WsTicket: {
            /**
             * Format: int64
             * @description Seconds.
             */
            expires_in: number;
            /**
             * @description Rides in `Sec-WebSocket-Protocol: ytempire.v1, ticket.<ticket>`; good for one connection.
             * @example wst_…
             */
            ticket: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    auth_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginBody"];
            };
        };
        responses: {
            /** @description signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description still signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterBody"];
            };
        };
        responses: {
            /** @description made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_ws_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WsTicket"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPage"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description names this call for 24 hours: the same call again gets the same answer */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelBody"];
            };
        };
        responses: {
            /** @description made; ETag and Location are set */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string | null;
            };
            path: {
                /** @description channel id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the channel with its ETag */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description you hold this version */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_replace: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that you changed */
                "If-Match": string;
            };
            path: {
                /** @description channel id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelBody"];
            };
        };
        responses: {
            /** @description replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_archive: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that you changed */
                "If-Match": string;
            };
            path: {
                /** @description channel id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description archived */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description channel id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description paused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channels_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description channel id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description active */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dead_letters_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description you */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    system: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the readings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    videos_list: {
        parameters: {
            query?: {
                channel_id?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
                /** @description words of topic or title */
                q?: string;
                /** @description may be repeated */
                status?: components["schemas"]["StatusName"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoPage"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    videos_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string | null;
            };
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the video with its ETag */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description you hold this version */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actions_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done or asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    artifacts_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the files */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactList"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    artifacts_read: {
        parameters: {
            query?: {
                /** @description true: save it, do not show it */
                download?: boolean;
            };
            header?: {
                /** @description one byte range */
                Range?: string | null;
            };
            path: {
                /** @description video id */
                id: string;
                /** @description as the list names it */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description the range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description you hold this file */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description no such range */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actions_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done or asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    videos_costs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the ledger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostList"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    videos_events: {
        parameters: {
            query?: {
                /** @description 1 to 1000, 200 if left out */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description its events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actions_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done or asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actions_reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectBody"];
            };
        };
        responses: {
            /** @description rejected */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actions_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done or asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actions_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetryBody"] | null;
            };
        };
        responses: {
            /** @description queued */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    videos_stages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the steps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageList"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    videos_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string | null;
            };
            path: {
                /** @description video id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the status with its ETag */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoStatusView"];
                };
            };
            /** @description you hold this version */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    generate_estimate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EstimateBody"];
            };
        };
        responses: {
            /** @description the estimate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    generate_generate: {
        parameters: {
            query?: never;
            header?: {
                /** @description names this call for 24 hours: the same call again gets the same answer */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateBody"];
            };
        };
        responses: {
            /** @description taken; Location names its status */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it lives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description a part is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
