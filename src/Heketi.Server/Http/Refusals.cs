using System.Globalization;
using Heketi.Core.Operations;
using Heketi.Core.Store;

namespace Heketi.Server.Http;

/// <summary>Answers for what cannot be done.</summary>
internal static class Refusals
{
    /// <summary>An id that nothing has.</summary>
    public const string IdNotFound = "Id not found";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Runs a handler and turns refusals into answers.</summary>
    public static async Task GuardAsync(HttpContext context, Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (OperationRefusedException e)
        {
            if (e.Reason is RefusalReason.Busy)
            {
                AskToRetry(context);
            }

            await Answers.ErrorAsync(context, StatusOf(e.Reason), e.Message);
        }
        catch (StoreReadOnlyException)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "Database is opened read-only: nothing can be changed");
        }
        catch (StoreFailedException)
        {
            await Answers.ErrorAsync(
                context, StatusCodes.Status503ServiceUnavailable, "Database cannot be written any more: see the server's log and restart it");
        }
    }

    /// <summary>404.</summary>
    public static Task NotFoundAsync(HttpContext context, string text = IdNotFound) =>
        Answers.ErrorAsync(context, StatusCodes.Status404NotFound, text);

    /// <summary>400.</summary>
    public static Task BadRequestAsync(HttpContext context, string text) =>
        Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, text);

    /// <summary>Tells the client when to come again.</summary>
    public static void AskToRetry(HttpContext context) =>
        context.Response.Headers.RetryAfter = ((int)RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.NotFound => StatusCodes.Status404NotFound,
        RefusalReason.BadRequest => StatusCodes.Status400BadRequest,
        RefusalReason.Conflict => StatusCodes.Status409Conflict,
        RefusalReason.Busy => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status500InternalServerError,
    };
}
