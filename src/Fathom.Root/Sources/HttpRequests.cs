using System.Net;
using System.Net.Http.Headers;

namespace Fathom.Root.Sources;

/// <summary>
/// Asks a web server for ranges of one file (RFC 9110, 14). Every request but the first one is conditional: a file that
/// changed is noticed.
/// </summary>
internal sealed class HttpRequests(HttpClient client, Uri uri, TimeSpan timeout)
{
    private EntityTagHeaderValue? _tag;
    private DateTimeOffset? _modified;

    /// <summary>Bytes of the file; −1 before the first request.</summary>
    internal long Length { get; private set; } = -1;

    /// <summary>Reads a range.</summary>
    /// <returns>Bytes that came: fewer than asked for only where the file ends.</returns>
    internal int Read(long offset, Span<byte> target)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, uri);
        request.Headers.Range = new RangeHeaderValue(offset, offset + target.Length - 1);
        request.Headers.AcceptEncoding.ParseAdd("identity");
        request.Headers.IfRange = _tag is not null ? new RangeConditionHeaderValue(_tag)
            : _modified is DateTimeOffset modified ? new RangeConditionHeaderValue(modified) : null;
        using CancellationTokenSource end = new(timeout);
        try
        {
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            int length = Check(response, offset, target.Length);
            Fill(response, target[..length], end.Token);
            return length;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or (IOException and not HttpReadException))
        {
            throw Fault(HttpReadFailure.Unreachable, $"bytes {offset} to {offset + target.Length - 1} within {timeout.TotalSeconds} s: {broken.Message}", broken);
        }
    }

    private static void Fill(HttpResponseMessage response, Span<byte> target, CancellationToken end)
    {
        using Stream content = response.Content.ReadAsStream(end);

        // A body that trickles is ended by closing it: reads of a stream know no time of their own.
        using CancellationTokenRegistration close = end.Register(content.Dispose);
        content.ReadExactly(target);
    }

    private int Check(HttpResponseMessage response, long offset, int asked)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            throw Length < 0
                ? Fault(HttpReadFailure.NoRanges, "the server answers with the whole file where a range was asked for")
                : Fault(HttpReadFailure.Changed, "the file is not the one that was opened");
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && Length >= 0)
        {
            throw Fault(HttpReadFailure.Changed, $"the file has no byte {offset} any more");
        }

        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            throw Fault(HttpReadFailure.Refused, $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
        if (range is not { Unit: "bytes", From: long from, To: long to, Length: long length } || from != offset
            || to - from + 1 != Math.Min(asked, length - from) || response.Content.Headers.ContentEncoding.Count > 0)
        {
            throw Fault(HttpReadFailure.BadAnswer, $"bytes {offset} to {offset + asked - 1} of the file as it is, found {range}");
        }

        Remember(response, length);
        return (int)(to - from + 1);
    }

    private void Remember(HttpResponseMessage response, long length)
    {
        EntityTagHeaderValue? tag = response.Headers.ETag;
        DateTimeOffset? modified = response.Content.Headers.LastModified;
        if (Length < 0)
        {
            _tag = tag is { IsWeak: false } ? tag : null;
            _modified = modified;
            Length = _tag is not null || _modified is not null ? length
                : throw Fault(HttpReadFailure.NoRanges, "the server gives neither a strong ETag nor Last-Modified: a change of the file would not be seen");
        }
        else if (length != Length || (_tag is not null && !_tag.Equals(tag)) || (_tag is null && _modified != modified))
        {
            throw Fault(HttpReadFailure.Changed, "the file is not the one that was opened");
        }
    }

    private HttpReadException Fault(HttpReadFailure failure, string message, Exception? inner = null) => new(uri, failure, message, inner);
}
