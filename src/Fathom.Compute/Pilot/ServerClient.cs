using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Speaks the pilot protocol: each request has one id and is repeated until a server answers it.</summary>
public sealed class ServerClient(HttpClient http, ServerAddress address, TimeSpan patience, TimeProvider time)
{
    /// <summary>Longest answer that is read [byte].</summary>
    private const long LongestAnswer = 16 << 20;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);
    private readonly Random jitter = new(Environment.ProcessId);
    private long lastAnswer = time.GetTimestamp();

    /// <summary>Registers with the bootstrap secret.</summary>
    public Task<ServerAnswer<PilotWelcome>> RegisterAsync(PilotRegistration registration, string secret, CancellationToken cancellation) =>
        PostAsync(Routes.Register, registration, ProtocolJson.Default.PilotRegistration, ProtocolJson.Default.PilotWelcome, secret, cancellation);

    /// <summary>Asks for jobs.</summary>
    public Task<ServerAnswer<LeaseReply>> LeaseAsync(PilotWelcome pilot, LeaseRequest request, CancellationToken cancellation) =>
        PostAsync(Routes.Lease(pilot.PilotId), request, ProtocolJson.Default.LeaseRequest, ProtocolJson.Default.LeaseReply, pilot.Token, cancellation);

    /// <summary>Gives a sign of life, once; the next one comes anyway.</summary>
    public Task<ServerAnswer<HeartbeatReply>> HeartbeatAsync(PilotWelcome pilot, Heartbeat heartbeat, CancellationToken cancellation) =>
        PostOnceAsync(
            Routes.Heartbeat(pilot.PilotId), heartbeat, ProtocolJson.Default.Heartbeat, ProtocolJson.Default.HeartbeatReply,
            pilot.Token, Guid.CreateVersion7(time.GetUtcNow()), cancellation);

    /// <summary>Says once that the pilot ends; where the server is away, the lease's period tells it.</summary>
    public Task<ServerAnswer<NoContent>> EndAsync(PilotWelcome pilot, CancellationToken cancellation) =>
        PostOnceAsync(
            Routes.End(pilot.PilotId), new NoContent(), ProtocolJson.Default.NoContent, ProtocolJson.Default.NoContent,
            pilot.Token, Guid.CreateVersion7(time.GetUtcNow()), cancellation);

    /// <summary>Reports several events; returns an answer for each, in the same order.</summary>
    internal async Task<IReadOnlyList<ReportAnswer>> ReportAsync(PilotWelcome pilot, PilotEvents events, CancellationToken cancellation)
    {
        var answer = await PostAsync(
            Routes.Events(pilot.PilotId), events, ProtocolJson.Default.PilotEvents, ProtocolJson.Default.PilotEventsReply,
            pilot.Token, cancellation, holdsJob: true);
        return answer.Reply is { } reply && reply.Answers.Count == events.Events.Count
            ? [.. reply.Answers.Select((word, i) => new ReportAnswer(
                word.Accepted || events.Events[i].Uploaded is not null ? AnswerKind.Ok : AnswerKind.Stale, word.Accepted, word.Reason))]
            : [.. events.Events.Select(_ => new ReportAnswer(answer.Kind == AnswerKind.Ok ? AnswerKind.Rejected : answer.Kind, false, answer.Detail))];
    }

    /// <summary>Reports one event, to a server of the version before.</summary>
    internal async Task<ReportAnswer> ReportAloneAsync(PilotWelcome pilot, PilotEvent about, CancellationToken cancellation)
    {
        if (about.Uploaded is { } uploaded)
        {
            var answer = await PostAsync(
                Routes.Uploaded, uploaded, ProtocolJson.Default.AttemptUploaded, ProtocolJson.Default.AcceptanceReply,
                pilot.Token, cancellation, holdsJob: true);
            return new(answer.Kind, answer.Reply?.Accepted ?? false, answer.Reply?.Reason ?? answer.Detail);
        }
        var told = about.Started is { } started
            ? await PostAsync(Routes.Started, started, ProtocolJson.Default.AttemptStarted, ProtocolJson.Default.NoContent, pilot.Token, cancellation, holdsJob: true)
            : await PostAsync(Routes.Failed, about.Failed!, ProtocolJson.Default.AttemptFailed, ProtocolJson.Default.NoContent, pilot.Token, cancellation, holdsJob: true);
        return new(told.Kind, told.Kind == AnswerKind.Ok, told.Detail);
    }

    private async Task<ServerAnswer<TReply>> PostAsync<TBody, TReply>(
        string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TReply> replyType, string token, CancellationToken cancellation,
        bool holdsJob = false)
        where TReply : class
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        for (var tries = 1; ; tries++)
        {
            var answer = await PostOnceAsync(route, body, bodyType, replyType, token, id, cancellation);
            var silence = address.WorkspaceGone ? TimeSpan.MaxValue : time.GetElapsedTime(Interlocked.Read(ref lastAnswer));
            var decision = RetryPolicy.Decide(answer.Kind, tries, silence, patience, answer.RetryAfter, NextJitter(), holdsJob);
            if (decision.Action != RetryAction.Again)
            {
                return answer;
            }
            await Task.Delay(decision.Wait, time, cancellation);
        }
    }

    private async Task<ServerAnswer<TReply>> PostOnceAsync<TBody, TReply>(
        string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TReply> replyType, string token, Guid id,
        CancellationToken cancellation)
        where TReply : class
    {
        if (address.Current is not { } server)
        {
            return new(AnswerKind.Unreachable, null, null, "No server is known.");
        }
        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, route));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add(Routes.RequestIdHeader, id.ToString());
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(LongestAnswer, either.Token);
            return await ReadAsync(response, replyType, either.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(AnswerKind.Unreachable, null, null, $"{server}: {failure.Message}");
        }
    }

    private async Task<ServerAnswer<TReply>> ReadAsync<TReply>(
        HttpResponseMessage response, JsonTypeInfo<TReply> replyType, CancellationToken cancellation)
        where TReply : class
    {
        var kind = RetryPolicy.KindOf(response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var reply = kind == AnswerKind.Ok && text.Length > 0 ? JsonSerializer.Deserialize(text, replyType) : null;
        if (kind == AnswerKind.Ok && reply is null && typeof(TReply) != typeof(NoContent))
        {
            kind = AnswerKind.Unreachable; // cut off, or not our server
        }
        if (kind is not (AnswerKind.Unreachable or AnswerKind.Stranger))
        {
            Interlocked.Exchange(ref lastAnswer, time.GetTimestamp());
        }
        return new(kind, reply, response.Headers.RetryAfter?.Delta, $"{(int)response.StatusCode} {(text.Length > 500 ? text[..500] : text)}".Trim());
    }

    private double NextJitter()
    {
        lock (jitter)
        {
            return jitter.NextDouble();
        }
    }
}
