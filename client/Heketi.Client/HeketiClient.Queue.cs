using Heketi.Client.Errors;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Waits for work that the server has accepted before: see <see cref="HeketiAcceptedException"/>.</summary>
    /// <param name="queueId">The id of the work in the server's queue.</param>
    /// <param name="cancellationToken">Ends the waiting, not the work.</param>
    /// <returns>The JSON of what was made or changed; empty where nothing is left to show.</returns>
    /// <exception cref="HeketiApiException">The work failed, or the server does not know it: it forgets what was asked for.</exception>
    public async Task<string> WaitAsync(string queueId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queueId);
        return System.Text.Encoding.UTF8.GetString(await _transport.WaitAsync(queueId, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Asks for the greeting that a server gives to anybody, without a look at keys.</summary>
    public Task<string> GetHelloAsync(CancellationToken cancellationToken) => GetTextAsync(Http.ApiPath.Of("hello"), cancellationToken);
}
