// Generated from gateway/api/openapi.json by `npm run generate:api`. Do not edit.

export interface paths {
    "/api/v1/analytics/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures split up by channel, video, step or provider; steps and providers know spend only, videos need a `channel_id`. */
        get: operations["analytics_breakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels side by side. */
        get: operations["analytics_channels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the next days of a channel may be, with an interval of 80 %, who says so, and how wrong that was on its past. */
        get: operations["analytics_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/heatmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Weekday by hour of publishing, or channel by day. */
        get: operations["analytics_heatmap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Key figures of a range beside the period of the same length before it. */
        get: operations["analytics_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/timeseries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures over time; views, revenue and spend where no metric is named. */
        get: operations["analytics_timeseries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Videos of channels over the range; without `channel_id` the greatest of the workspace since they were published. */
        get: operations["analytics_videos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/videos/{video_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest retention curve of a video, and what each scene of our own video lost. */
        get: operations["analytics_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys that are not revoked, newest first. */
        get: operations["api_keys_list"];
        put?: never;
        /** Makes a key. It is shown in this answer and never again, so this call takes no Idempotency-Key. */
        post: operations["api_keys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a key; from now on it opens nothing. */
        delete: operations["api_keys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/v1/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record that could not be used, with its headers. */
        get: operations["dead_letters_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks that the record be sent to its topic again, as it came. Asked again before it was sent, it is sent once; asked
         *     again after that, it is sent once more.
         */
        post: operations["dead_letters_replay"];
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
    "/api/v1/system/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every prediction with who answers it now, and the card of the model where one does. */
        get: operations["models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ranked topics, the best score first. */
        get: operations["trends_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trends/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a video of it: a request that is named by the idea. Accepted again for the same channel, it is the same video. */
        post: operations["trends_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trends/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hides it for good. */
        post: operations["trends_dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trends/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a decision back. A video that was asked for goes on: it is cancelled by itself. */
        post: operations["trends_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trends/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hides it until a moment. */
        post: operations["trends_snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trends/niches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Niches of which signals came, the one heard of last first. */
        get: operations["trends_niches"];
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
        /** @description What becomes of an idea: the members of a request that the idea itself does not hold. */
        AcceptBody: {
            aspect?: components["schemas"]["AspectName"] | null;
            brief?: string | null;
            /** @example demo */
            channel_id: string;
            /** @description A BCP 47 tag. */
            language?: string | null;
            /** Format: int64 */
            seconds?: number | null;
            style?: string | null;
            /** @description The idea's topic if left out. */
            topic?: string | null;
            voice?: string | null;
        };
        /** @enum {string} */
        ActionName: "pause" | "resume" | "cancel" | "retry" | "approve" | "reject";
        /**
         * @description What tells when a video was published.
         * @enum {string}
         */
        AgeFrom: "journal" | "report" | "first_report";
        Amount: number;
        /** @description Members that every answer of the analytics has. */
        AnalyticsBasis: {
            /**
             * Format: date-time
             * @description When the newest batch of reports was written; null before the first.
             */
            as_of: string | null;
            /** @example USD */
            currency: string;
            source: components["schemas"]["AnalyticsSource"];
            /**
             * @description In which days and hours are cut.
             * @example America/Los_Angeles
             */
            tz: string;
        };
        /** @description Which store answered. */
        AnalyticsSource: {
            /** @description Why the read copy was not used where there is one; null if it was, or there is none. */
            fallback: string | null;
            store: components["schemas"]["AnalyticsStore"];
        };
        /** @enum {string} */
        AnalyticsStore: "postgres" | "scylla";
        ApiKeyBody: {
            /**
             * Format: date-time
             * @description In the future; a key without it is good until it is revoked.
             */
            expires_at?: string | null;
            /** @description For people. */
            name: string;
            scopes: components["schemas"]["ApiKeyScope"][];
        };
        ApiKeyList: {
            /** @description Newest first; revoked ones are left out. */
            items: components["schemas"]["ApiKeyView"][];
        };
        /**
         * @description What a key opens.
         * @enum {string}
         */
        ApiKeyScope: "analytics:read";
        ApiKeyView: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** @example key_0192 */
            id: string;
            /**
             * Format: date-time
             * @description To the minute; null if it was never used.
             */
            last_used_at: string | null;
            name: string;
            scopes: components["schemas"]["ApiKeyScope"][];
        };
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
        /** @description Sums of the first days of a video's life. */
        AtAge: {
            /** @description Every one of those days was reported for the last time. */
            complete: boolean;
            /** Format: int32 */
            days: number;
            /** Format: int64 */
            revenue: number | null;
            /** Format: int64 */
            views: number | null;
        };
        BreakdownItem: {
            /** @description Channel id, video id, step or provider. */
            key: string;
            /** @description For people: the channel's name, the video's title, else the key. */
            label: string;
            /**
             * Format: double
             * @description Of the first metric: its part of the sum over all items; null where that sum is 0, or the metric is a ratio.
             */
            share: number | null;
            /** @description By the name of each metric asked for. */
            values: {
                [key: string]: number | null;
            };
        };
        BreakdownView: components["schemas"]["AnalyticsBasis"] & {
            /**
             * @description `channel`, `video`, `stage` or `provider`.
             * @example channel
             */
            by: string;
            /** Format: date */
            from: string;
            /** @description The greatest of the first metric first. */
            items: components["schemas"]["BreakdownItem"][];
            next_cursor: string | null;
            /** Format: date */
            to: string;
        };
        CardFigure: {
            /** @example auc */
            name: string;
            /** Format: double */
            value: number;
        };
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
            /**
             * Format: int32
             * @description In hundredths.
             */
            quality_threshold?: number | null;
            /** Format: int32 */
            seconds?: number | null;
            style?: string | null;
            voice?: string | null;
        };
        /** @description One channel over the range. Money is micros. */
        ChannelFigures: {
            channel_id: string;
            complete: boolean;
            /**
             * Format: double
             * @description Of `trend` against the period of the same length before.
             */
            growth: number | null;
            /**
             * Format: date-time
             * @description Of our own videos, whenever it was.
             */
            last_published_at: string | null;
            /** Format: double */
            margin: number | null;
            /** @description Its id where reports name a channel that was never made here. */
            name: string;
            /** Format: int64 */
            profit: number | null;
            /** Format: int64 */
            profit_per_video: number | null;
            /** Format: int64 */
            revenue: number | null;
            /** Format: int64 */
            rpm: number | null;
            /** @description `trend` of each day of the range. */
            sparkline: (components["schemas"]["Amount"] | null)[];
            /** Format: int64 */
            spend: number;
            status: components["schemas"]["ChannelStatusName"] | null;
            /** Format: int64 */
            subscribers_net: number | null;
            /** Format: int64 */
            videos_published: number;
            /** Format: int64 */
            views: number | null;
        };
        ChannelFiguresPage: components["schemas"]["AnalyticsBasis"] & {
            /** Format: date */
            from: string;
            items: components["schemas"]["ChannelFigures"][];
            next_cursor: string | null;
            /** Format: date */
            to: string;
            /** @description What `growth` and `sparkline` are of: the first `metric` asked for, else views. */
            trend: components["schemas"]["MetricName"];
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
             * @description In hundredths: a script below it is revised once; where it stays below, or the video is, a person is asked before
             *     anything is published.
             */
            quality_threshold: number;
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
        /** @description One letter with all that came with it. */
        DeadLetterDetail: components["schemas"]["DeadLetterView"] & {
            headers: components["schemas"]["RecordHeader"][];
            /**
             * Format: date-time
             * @description The record's own time.
             */
            timestamp: string | null;
        };
        DeadLetterPage: {
            items: components["schemas"]["DeadLetterView"][];
            next_cursor: string | null;
        };
        DeadLetterReplay: {
            /** Format: date-time */
            asked_at: string;
            /** @description Why it failed; empty otherwise. */
            detail: string;
            /** Format: date-time */
            replayed_at: string | null;
            state: components["schemas"]["ReplayState"];
        };
        DeadLetterView: {
            /** Format: date-time */
            at: string;
            bytes: number;
            /** @example unknown_channel */
            code: string;
            detail: string;
            /**
             * Format: int64
             * @description Rises with every letter.
             */
            id: number;
            /** @description The record's key, where it is text. */
            key: string | null;
            /** Format: int64 */
            offset: number;
            /** Format: int32 */
            partition: number;
            replay: components["schemas"]["DeadLetterReplay"] | null;
            topic: string;
            /** @description The start of the record's value, where it is text: at most 2,000 characters in a list, 65,536 of one letter. */
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
        /** @description Who made a forecast. */
        ForecastMaker: {
            /** @description Why this one. */
            because: string;
            /**
             * @description The method's name, or the rule's; `none` where nothing is forecast.
             * @example log autoregression
             */
            name: string;
            /**
             * @description `model` or `rule`.
             * @example model
             */
            source: string;
            /** @description Of the method; null for a rule. */
            version: string | null;
        };
        /** @description What a forecast stands on. */
        ForecastPast: {
            /** @description Days between them that have one, themselves included. */
            days: number;
            /**
             * Format: date
             * @description First day with a final report of the last two years; null where there is none.
             */
            from: string | null;
            /** @description Days between them that have none. */
            gaps: number;
            /** @description The newest nine weeks of it. */
            points: components["schemas"]["PastPoint"][];
            /**
             * Format: date
             * @description The last one: the forecast begins the day after.
             */
            to: string | null;
            /** @description Days after the last one that were reported and may still change: they are left out. */
            unfinished: number;
        };
        ForecastPoint: {
            /** Format: date */
            day: string;
            high: components["schemas"]["Amount"] | null;
            low: components["schemas"]["Amount"] | null;
            value: components["schemas"]["Amount"];
        };
        ForecastView: components["schemas"]["AnalyticsBasis"] & {
            channel_id: string;
            /**
             * Format: double
             * @description Share of past errors that lay within the bounds.
             * @example 0.8
             */
            interval: number;
            made_by: components["schemas"]["ForecastMaker"];
            /**
             * Format: double
             * @description Mean absolute error at past origins, a week apart, as a multiple of the mean change from one week to the next; null where
             *     it was never tried.
             * @example 0.62
             */
            mase: number | null;
            metric: components["schemas"]["MetricName"];
            /**
             * Format: double
             * @description The same of repeating the last week, at the same origins.
             * @example 0.97
             */
            naive_mase: number | null;
            /** @description Past origins that both errors are of. */
            origins: number;
            past: components["schemas"]["ForecastPast"];
            /** @description The days after the last final one; empty where the past is too short for any. */
            points: components["schemas"]["ForecastPoint"][];
            unit: components["schemas"]["MetricUnit"];
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
        HeatCell: {
            /** @description Index into `columns`. */
            column: number;
            /**
             * Format: int64
             * @description Videos published then.
             */
            count: number;
            /** @description Index into `rows`. */
            row: number;
            value: components["schemas"]["Amount"] | null;
        };
        HeatmapView: components["schemas"]["AnalyticsBasis"] & {
            /** @description What has neither value nor count is left out. */
            cells: components["schemas"]["HeatCell"][];
            /** @description `activity`: ids of the channels, as `rows`; else null. */
            channel_ids: string[] | null;
            /** @description `publish`: the hours `00` to `23`; `activity`: the days. */
            columns: string[];
            /** Format: date */
            from: string;
            /**
             * @description `publish` or `activity`.
             * @example publish
             */
            kind: string;
            /** @description Videos or channels beyond what is shown. */
            left_out: number;
            /** @description What `value` is: views of `publish`, the metric asked for of `activity`. */
            metric: components["schemas"]["MetricName"];
            /** @description `publish`: Monday to Sunday; `activity`: names of channels, the greatest first. */
            rows: string[];
            /** Format: date */
            to: string;
            unit: components["schemas"]["MetricUnit"];
        };
        /** @enum {string} */
        IdeaStateName: "new" | "accepted" | "snoozed" | "dismissed";
        /** @description One figure over the range, beside the period of the same length before it. */
        Kpi: {
            /** @description Every day of the range is final. */
            complete: boolean;
            /**
             * Format: double
             * @description (value - previous) / |previous|; null where either is not known or the previous one is 0.
             */
            growth: number | null;
            metric: components["schemas"]["MetricName"];
            previous: components["schemas"]["Amount"] | null;
            /** @description One for each day of the range, in order; null where nothing was reported. */
            series: (components["schemas"]["Amount"] | null)[];
            unit: components["schemas"]["MetricUnit"];
            value: components["schemas"]["Amount"] | null;
        };
        LoginBody: {
            email: string;
            /** Format: password */
            password: string;
        };
        /** @enum {string} */
        MeasureName: "volume" | "rank";
        /**
         * @description A figure by the name that clients give it.
         * @enum {string}
         */
        MetricName: "views" | "engaged_views" | "impressions" | "minutes_watched" | "likes" | "comments" | "shares" | "subscribers_gained" | "subscribers_lost" | "subscribers_net" | "revenue" | "spend" | "profit" | "margin" | "rpm" | "average_view_seconds";
        /**
         * @description What a figure is counted in.
         * @enum {string}
         */
        MetricUnit: "count" | "micros" | "ratio" | "seconds";
        /** @description What a model learned from, how it was judged, and how to tell that it is the one. */
        ModelCard: {
            /** @description Version of the program that trained it. */
            code: string;
            /** @description Name of the file it learned from. */
            data: string;
            /** @description SHA-256 of the file. */
            data_hash: string;
            data_rows: number;
            /** @description On the judged rows. */
            figures: components["schemas"]["CardFigure"][];
            /** @description Of the data; null: none is stated, so the weights may not be passed on. */
            licence: string | null;
            model_hash: string;
            /** Format: int64 */
            seed: number;
            /** @description How the judged rows were cut off. */
            split: string;
            /** @example 0.7 trees + 0.3 perceptron */
            summary: string;
            /**
             * Format: date-time
             * @description Null: not noted.
             */
            trained_at: string | null;
            weights_hash: string;
        };
        ModelsView: {
            /** @description Those that the running service asks come first. */
            items: components["schemas"]["PredictionView"][];
            /** @description Why nothing can be told: the cards lie with the models, which only their worker reads; null if it did. */
            trouble: string | null;
        };
        /** @description The only answer that ever holds the key itself. */
        NewApiKeyView: {
            api_key: components["schemas"]["ApiKeyView"];
            /**
             * @description Rides in `Authorization: Bearer <key>`. It is kept as a hash and cannot be shown again.
             * @example yte_0192…_…
             */
            key: string;
        };
        NicheList: {
            items: components["schemas"]["NicheView"][];
        };
        /** @description A niche of which signals came. */
        NicheView: {
            /** Format: date-time */
            last_signal_at: string;
            /** @description Who scored its best topic; null until it is ranked. */
            model: string | null;
            niche: string;
            /**
             * Format: date-time
             * @description Null until it is ranked.
             */
            ranked_at: string | null;
            source: components["schemas"]["ScoreSourceName"] | null;
            /**
             * Format: int64
             * @description In its ranking.
             */
            topics: number;
            version: string | null;
        };
        OverviewView: components["schemas"]["AnalyticsBasis"] & {
            /** Format: date */
            from: string;
            /** @description views, revenue, spend, profit, margin, rpm, subscribers_net: in this order. */
            kpis: components["schemas"]["Kpi"][];
            previous: components["schemas"]["PreviousPeriod"];
            /**
             * Format: int64
             * @description Profit by `videos_published`, in micros, rounded; null where either is not known or nothing was published.
             */
            profit_per_video: number | null;
            /** Format: date */
            to: string;
            /**
             * Format: int64
             * @description Our own videos that were published in the range.
             */
            videos_published: number;
        };
        PartitionView: {
            /**
             * Format: int64
             * @description Milliseconds since the cursor moved; null before the first owner.
             */
            cursor_age_ms: number | null;
            /**
             * Format: int64
             * @description Records that wait; null where this instance does not read the partition.
             */
            lag: number | null;
            /**
             * Format: int64
             * @description Offset of the next record to read; null before the first batch.
             */
            next_offset: number | null;
            /** Format: int32 */
            partition: number;
            /** @example youtube-analytics */
            topic: string;
        };
        PastPoint: {
            /** Format: date */
            day: string;
            value: components["schemas"]["Amount"] | null;
        };
        PredictionView: {
            /**
             * @description `model`, `methods` (plain ones of the program that need no training) or `rule`.
             * @example model
             */
            answered_by: string;
            /**
             * @description What of the running service asks it; null: the command line alone.
             * @example ideas
             */
            asked_by: string | null;
            card: components["schemas"]["ModelCard"] | null;
            /** @description The question, for people. */
            question: string;
            /** @description The rule that stands in, in words. */
            rule: string;
            /**
             * @description Its name, as on the command line.
             * @example signals.y_rise
             */
            task: string;
            /** @description Why the version in use cannot be used: the rule answers; else null. */
            trouble: string | null;
            /**
             * @description The version in use, of methods that of the program; null: the rule.
             * @example v0003
             */
            version: string | null;
        };
        PreviousPeriod: {
            /** Format: date */
            from: string;
            /**
             * Format: int64
             * @description Micros.
             */
            profit_per_video: number | null;
            /** Format: date */
            to: string;
            /** Format: int64 */
            videos_published: number;
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
        RecordHeader: {
            name: string;
            /** @description Null where it is no text. */
            value: string | null;
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
        /**
         * @description How far a letter is that somebody asked to replay.
         * @enum {string}
         */
        ReplayState: "asked" | "sending" | "replayed" | "failed";
        RetentionPoint: {
            /**
             * Format: double
             * @description Elapsed share of the video, 0 to 1.
             */
            at: number;
            /**
             * Format: double
             * @description Viewers there as a share of those at the start; above 1 where parts are watched again.
             */
            watching: number;
        };
        RetentionView: components["schemas"]["AnalyticsBasis"] & {
            channel_id: string;
            /**
             * Format: date
             * @description Day of the report that brought the curve.
             */
            day: string;
            /** Format: date-time */
            observed_at: string;
            /** @description Rising by `at`. */
            points: components["schemas"]["RetentionPoint"][];
            /** @description In order; empty for a video that is not our own. */
            scenes: components["schemas"]["SceneView"][];
            video_id: string;
        };
        RetryBody: {
            from?: components["schemas"]["StageName"] | null;
        };
        /** @description One scene of our own video, and how many it lost. */
        SceneView: {
            /** Format: int64 */
            end_ms: number;
            /** @description From 0. */
            index: number;
            /**
             * Format: double
             * @description `watching_start` less `watching_end`; below 0 where viewers came.
             */
            lost: number;
            /** Format: int64 */
            start_ms: number;
            /** @description What is said. */
            text: string;
            /** Format: double */
            watching_end: number;
            /**
             * Format: double
             * @description Watching at its start, read between the two points beside it; before the first and after the last as there.
             */
            watching_start: number;
        };
        /** @enum {string} */
        ScoreSourceName: "model" | "rule";
        Series: {
            metric: components["schemas"]["MetricName"];
            points: components["schemas"]["SeriesPoint"][];
            /** @description The period of the same length before, with `compare=previous`; else null. */
            previous: components["schemas"]["SeriesPoint"][] | null;
            unit: components["schemas"]["MetricUnit"];
        };
        SeriesPoint: {
            /** @description The figure is final: every day of the bucket was reported for the last time and lies within the range. */
            complete: boolean;
            /**
             * @description First day of the bucket (a Monday, the first of a month), which may lie before `from`; of an hour its time with
             *     the offset of `tz`.
             * @example 2026-11-22
             */
            start: string;
            value: components["schemas"]["Amount"] | null;
        };
        SinkView: {
            /**
             * Format: int64
             * @description How far it is behind in milliseconds: PostgreSQL behind the log, a copy behind PostgreSQL; null where it is not known.
             */
            cursor_age_ms: number | null;
            /** @description What an operator should read; empty if all is well. */
            detail: string;
            /**
             * @description `postgres` or `scylla`.
             * @example scylla
             */
            name: string;
            /**
             * Format: int64
             * @description Reports that this instance wrote there since its start; null where it is not known.
             */
            rows_total: number | null;
            /**
             * @description `starting`, `ok`, `waiting` (another instance does it) or `trouble`.
             * @example ok
             */
            state: string;
        };
        /** @description One of the two. */
        SnoozeBody: {
            /** Format: int64 */
            hours?: number | null;
            /** Format: date-time */
            until?: string | null;
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
            /** @description Where reading stands in each partition of `youtube-analytics`, whichever instance reads it. */
            partitions: components["schemas"]["PartitionView"][];
            /** @description `database`, `redis`, `intake`, `relay`, `dispatcher`, `slots`. */
            parts: {
                [key: string]: components["schemas"]["Readings"];
            };
            /** @description Stores of the analytics. */
            sinks: components["schemas"]["SinkView"][];
            /** @description Open WebSockets of this instance. */
            sockets: number;
            /** @description Details of the studio as it reports them. */
            studio: Record<string, never>;
            version: string;
            /** @description `kokoro`, `flite` …; null where it is not known yet. */
            voice_tier: string | null;
        };
        TimeseriesView: components["schemas"]["AnalyticsBasis"] & {
            /** Format: date */
            from: string;
            /**
             * @description `hour`, `day`, `week` or `month`.
             * @example day
             */
            granularity: string;
            /** @description One for each metric asked for, in that order. */
            series: components["schemas"]["Series"][];
            /** Format: date */
            to: string;
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
        TrendPage: {
            items: components["schemas"]["TrendView"][];
            next_cursor: string | null;
        };
        /** @description One hour of a sparkline. */
        TrendPoint: {
            /**
             * Format: date-time
             * @description When the hour began.
             */
            at: string;
            /** Format: double */
            value: number;
        };
        /** @description What one feature adds to a score. */
        TrendReason: {
            /**
             * Format: double
             * @description By how much it raises the score, or lowers it.
             */
            effect: number;
            /** @description Name of the feature: `value_l1`. */
            feature: string;
            /** @description For people. */
            words: string;
        };
        /** @description A topic of a niche with the chance that it goes on rising, who says so, and what people decided about it. */
        TrendView: {
            /**
             * Format: double
             * @description Between its first observation and its last.
             */
            age_hours: number;
            /** @description Other names of the same topic. */
            also: string[];
            /**
             * Format: double
             * @description How often topics rose in what the model has learnt from; null where a rule made the score.
             */
            base_rate: number | null;
            /** @description Why this source made the score and not the other one. */
            because: string;
            /** @description Which of the channels' niches the topic belongs to, by meaning; null where none is near or nobody can say. */
            fits: string | null;
            /**
             * Format: int32
             * @description How far the score looks ahead, from `observed_at`.
             */
            horizon_hours: number;
            /**
             * @description The same for the same niche and topic.
             * @example idea_5f0c2f1f6c2e4b6c8a7d9e0f1a2b3c4d
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was scored.
             */
            made_at: string;
            /** @description What the sparkline shows; of a rank less is better. */
            measure: components["schemas"]["MeasureName"];
            /**
             * @description Name of the model, or of the rule.
             * @example pace rule
             */
            model: string;
            niche: string;
            /**
             * Format: date-time
             * @description Last.
             */
            observed_at: string;
            /**
             * Format: int32
             * @description Place in the ranking of its niche, from 1; null: it has left the ranking since somebody decided.
             */
            place: number | null;
            /**
             * Format: int32
             * @description Best place in a source's own list when it was observed last.
             */
            rank: number | null;
            /** @description The strongest first. */
            reasons: components["schemas"]["TrendReason"][];
            /** @description Two letters each; empty: everywhere. */
            regions: string[];
            /**
             * Format: double
             * @description Chance of a rise within the horizon, 0 to 1.
             */
            score: number;
            /** Format: date-time */
            snoozed_until: string | null;
            source: components["schemas"]["ScoreSourceName"];
            sources: string[];
            /** @description At most 48 hours, in the order of time; hours in which nothing was read are left out. */
            sparkline: components["schemas"]["TrendPoint"][];
            state: components["schemas"]["IdeaStateName"];
            topic: string;
            /** @description Of a volume, where its source names one. */
            unit: string | null;
            /** @description Of the model; null for a rule. */
            version: string | null;
            /** @description Of an accepted one. */
            video_id: string | null;
        };
        UserView: {
            email: string;
            name: string;
            /** @description `owner` or `member`. */
            role: string;
            user_id: string;
        };
        /** @description One video over the range, or since it was published. Money is micros. */
        VideoFigures: {
            /**
             * Format: int64
             * @description Whole Pacific days since it was published, until today.
             */
            age_days: number;
            age_from: components["schemas"]["AgeFrom"];
            at_age: components["schemas"]["AtAge"] | null;
            /** Format: double */
            average_view_seconds: number | null;
            channel_id: string;
            complete: boolean;
            /** Format: int64 */
            profit: number | null;
            /** Format: date-time */
            published_at: string | null;
            /** Format: int64 */
            revenue: number | null;
            /** Format: int64 */
            rpm: number | null;
            /**
             * Format: int64
             * @description Null for a video that is not our own.
             */
            spend: number | null;
            /** @description Of our own videos. */
            title: string | null;
            /** @description Ours (`vid_…`) or the platform's. */
            video_id: string;
            /** Format: int64 */
            views: number | null;
        };
        VideoFiguresPage: components["schemas"]["AnalyticsBasis"] & {
            /**
             * Format: date
             * @description Null without `channel_id`: then the sums are those since each video was published.
             */
            from: string | null;
            items: components["schemas"]["VideoFigures"][];
            next_cursor: string | null;
            /** Format: date */
            to: string | null;
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
            /** @description Who lets it out, by its channel at the time of the request. */
            approval: components["schemas"]["ApprovalName"];
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
            /**
             * Format: int32
             * @description In hundredths, by its channel at the time of the request: with a script or a video below it, it waits for a person.
             */
            quality_threshold: number;
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
    analytics_breakdown: {
        parameters: {
            query?: {
                /** @description `channel`, `video`, `stage` or `provider`; channel if left out */
                by?: string;
                /** @description may be repeated; every channel if left out */
                channel_id?: string[];
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description csv: the same rows as a file (RFC 4180) */
                format?: "json" | "csv";
                /** @description first day, a whole day of the platform; the 28 days that end yesterday if both are left out */
                from?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
                /** @description may be repeated */
                metric?: components["schemas"]["MetricName"][];
                /** @description last day, included; the 28 days that end yesterday if both are left out */
                to?: string;
                /** @description America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for */
                tz?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["BreakdownView"];
                    "text/csv": string;
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
    analytics_channels: {
        parameters: {
            query?: {
                /** @description may be repeated; every channel if left out */
                channel_id?: string[];
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description csv: the same rows as a file (RFC 4180) */
                format?: "json" | "csv";
                /** @description first day, a whole day of the platform; the 28 days that end yesterday if both are left out */
                from?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
                /** @description may be repeated */
                metric?: components["schemas"]["MetricName"][];
                /** @description a member of an item, with `-` before it for the greatest first; `-revenue` if left out; what is not known comes last */
                sort?: string;
                /** @description last day, included; the 28 days that end yesterday if both are left out */
                to?: string;
                /** @description America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for */
                tz?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["ChannelFiguresPage"];
                    "text/csv": string;
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
    analytics_forecast: {
        parameters: {
            query: {
                /** @description the channel */
                channel_id: string;
                /** @description days ahead: 1 to 30, 14 if left out */
                days?: number;
                /** @description csv: past and forecast as a file (RFC 4180) */
                format?: string;
                /** @description `views` or `revenue`; views if left out */
                metric?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastView"];
                    "text/csv": string;
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
    analytics_heatmap: {
        parameters: {
            query?: {
                /** @description may be repeated; every channel if left out */
                channel_id?: string[];
                /** @description csv: the same rows as a file (RFC 4180) */
                format?: "json" | "csv";
                /** @description first day, a whole day of the platform; the 28 days that end yesterday if both are left out */
                from?: string;
                /** @description `publish` (weekday by hour of publishing in `tz`, any IANA zone) or `activity` (channel by day of one metric); publish if left out */
                kind?: string;
                /** @description channels of `activity`: 1 to 200, 50 if left out */
                limit?: number;
                /** @description may be repeated */
                metric?: components["schemas"]["MetricName"][];
                /** @description last day, included; the 28 days that end yesterday if both are left out */
                to?: string;
                /** @description America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for */
                tz?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the map */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatmapView"];
                    "text/csv": string;
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
    analytics_overview: {
        parameters: {
            query?: {
                /** @description may be repeated; every channel if left out */
                channel_id?: string[];
                /** @description csv: the same rows as a file (RFC 4180) */
                format?: "json" | "csv";
                /** @description first day, a whole day of the platform; the 28 days that end yesterday if both are left out */
                from?: string;
                /** @description last day, included; the 28 days that end yesterday if both are left out */
                to?: string;
                /** @description America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for */
                tz?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewView"];
                    "text/csv": string;
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
    analytics_timeseries: {
        parameters: {
            query?: {
                /** @description may be repeated; every channel if left out */
                channel_id?: string[];
                /** @description `previous`: beside the period of the same length before */
                compare?: string;
                /** @description csv: the same rows as a file (RFC 4180) */
                format?: "json" | "csv";
                /** @description first day, a whole day of the platform; the 28 days that end yesterday if both are left out */
                from?: string;
                /** @description `hour` (spend only), `day`, `week` or `month`; day if left out */
                granularity?: string;
                /** @description may be repeated */
                metric?: components["schemas"]["MetricName"][];
                /** @description last day, included; the 28 days that end yesterday if both are left out */
                to?: string;
                /** @description America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for */
                tz?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a series for each metric */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeseriesView"];
                    "text/csv": string;
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
    analytics_videos: {
        parameters: {
            query?: {
                /** @description 1 to 365: sums of so many first days of each video's life */
                age?: number;
                /** @description may be repeated; every channel if left out */
                channel_id?: string[];
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description csv: the same rows as a file (RFC 4180) */
                format?: "json" | "csv";
                /** @description first day, a whole day of the platform; the 28 days that end yesterday if both are left out */
                from?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
                /** @description a member of an item, with `-` before it for the greatest first; `-views` if left out; what is not known comes last */
                sort?: string;
                /** @description last day, included; the 28 days that end yesterday if both are left out */
                to?: string;
                /** @description America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for */
                tz?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["VideoFiguresPage"];
                    "text/csv": string;
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
    analytics_retention: {
        parameters: {
            query?: {
                /** @description needed for a video that is not our own */
                channel_id?: string;
                /** @description csv: the points as a file (RFC 4180) */
                format?: string;
            };
            header?: {
                /** @description an ETag that you hold */
                "If-None-Match"?: string | null;
            };
            path: {
                /** @description ours or the platform's */
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the curve */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionView"];
                    "text/csv": string;
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
    api_keys_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
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
    api_keys_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyBody"];
            };
        };
        responses: {
            /** @description made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKeyView"];
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
    api_keys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description key id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description revoked */
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
                /** @description only those refused for this reason */
                code?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
                /** @description only those of this topic */
                topic?: string;
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
    dead_letters_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description letter id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
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
    dead_letters_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description names this call for 24 hours: the same call again gets the same answer */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description letter id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description asked for; Location is where to see how it goes */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
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
    models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the predictions, or why they cannot be told */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsView"];
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
    trends_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description `json` (if left out), or `csv`: the same rows as a file (RFC 4180) */
                format?: string;
                /** @description 1 to 200, 50 if left out */
                limit?: number;
                /** @description only those of this niche, in any case */
                niche?: string;
                /** @description `new` (if left out), `accepted`, `snoozed`, `dismissed`, or `all` */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page; where a file has a next one, Link names it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendPage"];
                    "text/csv": string;
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
    trends_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description names this call for 24 hours: the same call again gets the same answer */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description idea id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptBody"];
            };
        };
        responses: {
            /** @description taken; Location names the video's status */
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
    trends_dismiss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description idea id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description dismissed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendView"];
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
    trends_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description idea id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as if nobody had decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendView"];
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
    trends_snooze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description idea id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeBody"];
            };
        };
        responses: {
            /** @description snoozed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendView"];
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
    trends_niches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the niches */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NicheList"];
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
