using Fathom.Vo.Tap;
using Fathom.Vo.Tap.Uploads;
using Fathom.Vo.Uws;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Fathom.Portal.Observatory.Requests;

/// <summary>A request to TAP that has come whole: its parameters, and the tables that it brings along as files of its own.</summary>
internal sealed class ReceivedRequest : IDisposable
{
    /// <summary>What of the body is no upload.</summary>
    private const long OtherBytes = 8 << 20;

    /// <summary>Most bytes of a form without uploads.</summary>
    private const long FormBytes = 4 << 20;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly List<UwsParameter> _parameters = [];
    private readonly List<(UploadItem Item, string Path)> _uploads = [];
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);
    private readonly string _folder;
    private IDisposable? _place;
    private BoundedBody? _body;
    private int _files;

    private ReceivedRequest(string folder) => _folder = folder;

    /// <summary>Parameters of the address and of the form.</summary>
    public IReadOnlyList<UwsParameter> Parameters => _parameters;

    /// <summary>The tables that it brings along.</summary>
    public IReadOnlyList<(UploadItem Item, string Path)> Uploads => _uploads;

    /// <summary>Folder for what is made of them; it goes with this.</summary>
    public string Scratch => Path.Combine(_folder, "tables");

    /// <summary>Reads a request, and fetches what it names.</summary>
    /// <exception cref="RefusedRequestException">It is malformed, too large, cut short, or there are too many.</exception>
    public static async Task<ReceivedRequest> ReadAsync(HttpContext context, ObservatoryDesk desk)
    {
        var received = new ReceivedRequest(Path.Combine(desk.Spool, Path.GetRandomFileName()));
        try
        {
            await received.FillAsync(context, desk);
            return received;
        }
        catch (Exception fault)
        {
            received.Dispose();
            await (received._body?.ThrowAwayAsync(context.RequestAborted) ?? Task.CompletedTask);
            if (Refusal(fault, context, desk.Limits) is { } refused)
            {
                throw refused;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _place?.Dispose();
    }

    private async Task FillAsync(HttpContext context, ObservatoryDesk desk)
    {
        HttpRequest request = context.Request;
        _parameters.AddRange(request.Query.SelectMany(one => one.Value, (one, value) => new UwsParameter(one.Key, value ?? "")));
        if (request.HasFormContentType)
        {
            bool hasParts = context.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
            _body = new BoundedBody(request, hasParts ? desk.Limits.UploadBytes + OtherBytes : FormBytes, TooLarge(desk.Limits));
            _body.Check();
            LimitSlowness(context, desk.Limits);
            await ReadFormAsync(context, desk, hasParts);
        }

        if (UploadItem.Read(_parameters, desk.Limits.Uploads, out IReadOnlyList<UploadItem> items) is { } wrong)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, wrong);
        }

        long left = desk.Limits.UploadBytes;
        foreach (UploadItem item in items)
        {
            string path = item.Address is { } address ? await FetchAsync(context, desk, address, left) : PathOf(item);
            left -= new FileInfo(path).Length;
            _uploads.Add(left >= 0 ? (item, path) : throw TooLarge(desk.Limits));
        }
    }

    private async Task ReadFormAsync(HttpContext context, ObservatoryDesk desk, bool hasParts)
    {
        if (hasParts)
        {
            _place ??= desk.Uploading.Enter(PublishedRoute.Client(context));
            await RequestParts.ReadAsync(context.Request, _parameters, _parts, NewFile, context.RequestAborted);
        }
        else
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            _parameters.AddRange(form.SelectMany(one => one.Value, (one, value) => new UwsParameter(one.Key, value ?? "")));
        }
    }

    private async Task<string> FetchAsync(HttpContext context, ObservatoryDesk desk, Uri address, long most)
    {
        _place ??= desk.Uploading.Enter(PublishedRoute.Client(context));
        string path = NewFile();
        await desk.Fetch.FetchAsync(context, address, path, most);
        return path;
    }

    private string PathOf(UploadItem item)
    {
        if (_parts.TryGetValue(item.Part!, out string? path))
        {
            return path;
        }

        string text = _parameters.Find(parameter => parameter.Name == item.Part)?.Value
            ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"UPLOAD names the part '{Shown(item.Part!)}', and the request has none of that name.");
        path = NewFile();
        File.WriteAllText(path, text);
        return path;
    }

    private string NewFile() => Path.Combine(Directory.CreateDirectory(_folder).FullName, $"part{_files++}");

    private static void LimitSlowness(HttpContext context, TapLimits limits)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(limits.SlowestClient, Grace);
        }
    }

    private static RefusedRequestException? Refusal(Exception fault, HttpContext context, TapLimits limits) => fault switch
    {
        RefusedRequestException refused => refused,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(limits),
        BadHttpRequestException bad => new RefusedRequestException(bad.StatusCode, "The request is cut short, too slow, or malformed."),
        InvalidDataException bad => new RefusedRequestException(StatusCodes.Status400BadRequest, $"The request is malformed: {bad.Message}"),
        UploadException { IsTooLarge: true } bad => new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, bad.Message),
        UploadException bad => new RefusedRequestException(StatusCodes.Status400BadRequest, bad.Message),
        // The reader of parts says this of a body that ends too early.
        IOException { InnerException: null } end when end.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal) && !context.RequestAborted.IsCancellationRequested =>
            new RefusedRequestException(StatusCodes.Status400BadRequest, "The request is cut short: its last part has no end."),
        _ => null,
    };

    private static RefusedRequestException TooLarge(TapLimits limits) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The request is larger than it may be: uploads are {limits.UploadBytes} bytes together, other requests 4 MiB.");

    private static string Shown(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
