using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fathom.Portal.Observatory.Requests;

/// <summary>The body of a request that may be so long and no longer.</summary>
/// <remarks>A client that is cut off while it sends sees a broken connection, not the answer: what it still sends is read on and thrown away,
/// up to a limit. One that asked first (Expect) is answered before it sends.</remarks>
internal sealed class BoundedBody : Stream
{
    /// <summary>What is thrown away at most of a request that is refused.</summary>
    public const long Thrown = 512L << 20;

    private readonly HttpRequest _request;
    private readonly Stream _body;
    private readonly long _most;
    private readonly Exception _tooLong;
    private long _read;
    private bool _isRead;

    /// <summary>Takes the body's place.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="tooLong">Thrown where there are more.</param>
    public BoundedBody(HttpRequest request, long most, Exception tooLong)
    {
        (_request, _body, _most, _tooLong) = (request, request.Body, most, tooLong);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most + Thrown;
        }

        request.Body = this;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Refuses what says beforehand that it is too long.</summary>
    public void Check()
    {
        if (_request.ContentLength > _most)
        {
            throw _tooLong;
        }
    }

    /// <summary>Reads on and throws away, so that who sends gets the answer.</summary>
    public async Task ThrowAwayAsync(CancellationToken stop)
    {
        if (!_isRead && _request.Headers.Expect.Count > 0)
        {
            return;
        }

        try
        {
            byte[] buffer = new byte[1 << 16];
            while (_read < _most + Thrown && await _body.ReadAsync(buffer, stop) is > 0 and var read)
            {
                _read += read;
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // It left, is too slow, or sends without end.
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isRead = true;
        int read = await _body.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= _most ? read : throw _tooLong;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }
}
