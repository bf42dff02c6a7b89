using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Bytes between pilot and server: content by its hash, and outputs for elements that this machine does not see.</summary>
/// <param name="http">Sends.</param>
/// <param name="address">Where the server is.</param>
/// <param name="patience">Longest time without a server that is borne.</param>
/// <param name="time">The clock.</param>
internal sealed class ServerFiles(HttpClient http, ServerAddress address, TimeSpan patience, TimeProvider time)
{
    private readonly Random jitter = new(Environment.ProcessId);

    /// <summary>Appends content from an offset to its end; false where the offset lies behind the end.</summary>
    /// <exception cref="ContentUnavailableException">The server has none of that hash, or was away for too long.</exception>
    public async Task<bool> DownloadAsync(string sha256, Func<string> token, long from, Stream into, CancellationToken cancellation)
    {
        var start = into.Position - from;
        var answer = await RepeatAsync(() => Request(HttpMethod.Get, Routes.Content(sha256), token(), request =>
            request.Headers.Range = into.Position > start ? new RangeHeaderValue(into.Position - start, null) : null), TakeAsync, cancellation);
        return answer.Status switch
        {
            HttpStatusCode.OK or HttpStatusCode.PartialContent => true,
            HttpStatusCode.RequestedRangeNotSatisfiable => into.Position > start, // all of it is there already, or more
            _ => throw new ContentUnavailableException("ContentUnavailable", $"The server gave no content of SHA-256 {sha256}: {answer.Detail}"),
        };

        async Task<string> TakeAsync(HttpResponseMessage response)
        {
            if (response.StatusCode == HttpStatusCode.OK)
            {
                into.SetLength(start); // it gives all of it
                into.Position = start;
            }
            await response.Content.CopyToAsync(into, cancellation);
            return "";
        }
    }

    /// <summary>Creates an output under the attempt's storage token; returns what the server has written.</summary>
    /// <exception cref="OutputRefusedException">The server does not take it.</exception>
    public async Task<CreatedOutput> UploadAsync(string element, string path, string token, string file, CancellationToken cancellation)
    {
        CreatedOutput? created = null;
        var answer = await RepeatAsync(
            () => Request(HttpMethod.Put, Routes.Output(element, path), token, request =>
                request.Content = new StreamContent(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read))),
            async response =>
            {
                created = JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(cancellation), ProtocolJson.Default.CreatedOutput);
                return "";
            },
            cancellation);
        return created ?? throw new OutputRefusedException($"{element}:{path}: the server did not take the output: {answer.Detail}");
    }

    /// <summary>Brings the whole log of an attempt under its storage token; null where the server has it, else why not.</summary>
    public async Task<string?> SendLogAsync(LeaseReference fence, string token, WholePayloadLog log, bool failed, CancellationToken cancellation)
    {
        var route = Routes.Log(fence.JobId, fence.Attempt) + (failed ? "?failed=true" : "");
        var answer = await RepeatAsync(
            () => Request(HttpMethod.Put, route, token, request =>
            {
                request.Headers.Add(Routes.LogHashHeader, log.Sha256);
                request.Content = new StreamContent(new FileStream(log.File, FileMode.Open, FileAccess.Read, FileShare.Read));
            }),
            _ => Task.FromResult(""), cancellation);
        return answer.Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices ? null : answer.Detail;
    }

    private HttpRequestMessage? Request(HttpMethod method, string route, string token, Action<HttpRequestMessage> fill)
    {
        if (address.Current is not { } server)
        {
            return null;
        }
        var request = new HttpRequestMessage(method, new Uri(server, route));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        fill(request);
        return request;
    }

    private async Task<(HttpStatusCode? Status, string Detail)> RepeatAsync(
        Func<HttpRequestMessage?> make, Func<HttpResponseMessage, Task<string>> take, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var (status, kind, after, detail) = await OnceAsync(make, take, cancellation);
            // No content is an answer here, not another program's.
            if (status is HttpStatusCode.NotFound)
            {
                return (status, detail);
            }
            var decision = RetryPolicy.Decide(kind, tries, time.GetElapsedTime(began), patience, after, jitter.NextDouble());
            if (decision.Action != RetryAction.Again)
            {
                return (status, detail);
            }
            await Task.Delay(decision.Wait, time, cancellation);
        }
    }

    private static readonly HttpStatusCode[] Final = [HttpStatusCode.RequestedRangeNotSatisfiable, HttpStatusCode.InsufficientStorage];

    private async Task<(HttpStatusCode? Status, AnswerKind Kind, TimeSpan? After, string Detail)> OnceAsync(
        Func<HttpRequestMessage?> make, Func<HttpResponseMessage, Task<string>> take, CancellationToken cancellation)
    {
        using var request = make();
        if (request is null)
        {
            return (null, AnswerKind.Unreachable, null, "No server is known.");
        }
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var (status, kind) = (response.StatusCode, RetryPolicy.KindOf(response.StatusCode));
            var detail = kind == AnswerKind.Ok ? await take(response) : $"{(int)status} {await TextAsync(response, cancellation)}".Trim();
            return (status, Final.Contains(status) ? AnswerKind.Rejected : kind, response.Headers.RetryAfter?.Delta, detail);
        }
        catch (Exception broken) when (broken is HttpRequestException or HttpIOException or JsonException or IOException { InnerException: SocketException })
        {
            return (null, AnswerKind.Unreachable, null, broken.Message);
        }
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new char[500];
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellation));
    }
}

/// <summary>The server does not take an output.</summary>
public sealed class OutputRefusedException(string detail) : Exception(detail);
